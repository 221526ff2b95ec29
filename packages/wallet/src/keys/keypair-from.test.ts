import { inspect } from 'node:util'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { describe, expect, it } from 'vitest'
import { secretsOfKeypair } from './keypair.ts'
import {
  devPhrase,
  keypairFromMnemonic,
  keypairFromPrivateKey,
  keypairFromSeed,
  keypairFromUri,
} from './keypair-from.ts'
import { generateMnemonic, mnemonicToSeed } from './mnemonic.ts'
import { verifySignature } from './verify-signature.ts'

const phrase = 'old leopard transfer rib spatial phone calm indicate online fire caution review'
const abandon = `${'abandon '.repeat(11)}about`
const privateKey =
  '1f1995bdf3a17b60626a26cfe6f564b337d46056b7a1281b64c649d592ccda0a' +
  '9cffd34d9fb01cae1fba61aeed184c817442a2186d5172416729a4b54dd4b84e'
const code = (act: () => unknown): unknown => {
  try {
    act()
  } catch (error) {
    return (error as { code?: string }).code
  }
  return undefined
}

describe('golden vectors', () => {
  it('derives seeds as Substrate does', () => {
    expect(bytesToHex(mnemonicToSeed(phrase))).toBe(
      'da3cf5b1e9144931a0f0db65664aab662673b099415a7f8121b7245fb0be4143',
    )
    expect(bytesToHex(mnemonicToSeed(abandon))).toBe(
      '4ed8d4b17698ddeaa1f1559f152f87b5d472f725ca86d341bd0276f1b61197e2',
    )
    expect(bytesToHex(mnemonicToSeed(abandon, 'hunter2'))).toBe(
      'adf74e0e18d8affe26dea48e79764e12603242199de63b435b0527157f8a83a4',
    )
  })

  it.each([
    [phrase, 'sr25519', '5HDvhV6WDCjCKyrXqGQSDYqQAzkzabNhctmiDYEqgBC66BsX'],
    [phrase, 'ed25519', '5HhFH9GvwCST4kRVoFREE7qDJcjYteR5unhQCrBGhhGuRgNb'],
    [abandon, 'sr25519', '5EPCUjPxiHAcNooYipQFWr9NmmXJKpNG5RhcntXwbtUySrgH'],
    [abandon, 'ed25519', '5FM25N8HGtacre9TnWQGRK32d1kUp1Gs6Dd7YiYpSPZLjmj6'],
  ] as const)('reads phrases (%#)', (mnemonic, scheme, address) => {
    expect(keypairFromMnemonic(mnemonic, { scheme }).ss58).toBe(address)
    expect(keypairFromSeed(mnemonicToSeed(mnemonic), scheme).ss58).toBe(address)
  })

  it.each([
    ['//Alice', 'sr25519', '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'],
    ['//Bob', 'sr25519', '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'],
    ['//Alice', 'ed25519', '5FA9nQDVg267DEd8m1ZypXLBnvN7SFxYwV7ndqSYGiN9TTpu'],
    [`${phrase}//Alice`, 'sr25519', '5FEiH8iuDUw271xbqWTWuB6WrDjv5dnCeDX1CyHubAniXDNN'],
    [`${phrase}/Alice`, 'sr25519', '5GNXbA46ma5dg19GXdiKi5JH3mnkZ8Yea3bBtZAvj7t99P9i'],
    ['//Bob/test', 'sr25519', '5CJGwWiKXSE16WJaxBdPZhWqUYkotgenLUALv7ZvqQ4TXeqf'],
    ['/Bob//test', 'sr25519', '5Cwc8tShrshDJUp1P1M21dKUTcYQpV9GcfSa4hUBNmMdV3Cx'],
    [
      '//PathNameLongerThan32BytesWhichShouldBeHashed',
      'sr25519',
      '5GR5pfZeNs1uQiSWVxZaQiZou3wdZiX894eqgvfNfHbEh7W2',
    ],
    [`${abandon}///hunter2`, 'sr25519', '5GYqozXFNFuhzWukm2XvFU23eoMNsyYBVcue9npUDJfbyM1X'],
    [
      '0xda3cf5b1e9144931a0f0db65664aab662673b099415a7f8121b7245fb0be4143',
      'sr25519',
      '5HDvhV6WDCjCKyrXqGQSDYqQAzkzabNhctmiDYEqgBC66BsX',
    ],
  ] as const)('derives %s with %s', (uri, scheme, address) => {
    expect(keypairFromUri(uri, scheme).ss58).toBe(address)
  })

  it('turns the canonical private key of keyfiles into the key and back', () => {
    const keypair = keypairFromPrivateKey(hexToBytes(privateKey))
    expect(bytesToHex(keypair.publicKey)).toBe(
      'e4359ad3e2716c539a1d663ebd0a51bdc5c98a12e663bb4c4402db47828c9446',
    )
    expect(bytesToHex(secretsOfKeypair(keypairFromMnemonic(phrase)).privateKey)).toBe(privateKey)
    const message = utf8ToBytes('m')
    const signature = keypair.sign(message)
    expect(verifySignature({ scheme: 'sr25519', publicKey: keypair.publicKey, message, signature })).toBe(
      true,
    )
  })

  it('refuses the private key in the form of JavaScript libraries, and zero', () => {
    const scaled = `f8c8a8ec9d0fdd031353337936af279bbda106b3ba0d45d920334eaa9664d656${privateKey.slice(64)}`
    expect(code(() => keypairFromPrivateKey(hexToBytes(scaled)))).toBe('KEY_INVALID')
    expect(code(() => keypairFromPrivateKey(new Uint8Array(64)))).toBe('KEY_INVALID')
    expect(code(() => keypairFromPrivateKey(new Uint8Array(32)))).toBe('KEY_INVALID')
  })
})

describe('URIs', () => {
  it('keeps numbers, texts and passwords apart', () => {
    const addresses = ['//1', '/1', '//01x', '//a///b', '//a', '///b', '//18446744073709551616'].map(
      (uri) => keypairFromUri(uri).ss58,
    )
    expect(new Set(addresses).size).toBe(addresses.length)
    expect(keypairFromUri('//007').ss58).toBe(keypairFromUri('//7').ss58)
    expect(keypairFromUri(`${devPhrase}//Alice`).ss58).toBe(keypairFromUri('//Alice').ss58)
  })

  it.each([
    ['', 'KEY_URI_INVALID'],
    ['//', 'KEY_URI_INVALID'],
    ['//a/', 'KEY_URI_INVALID'],
    ['0x12', 'KEY_URI_INVALID'],
    [`0x${'g'.repeat(64)}`, 'KEY_URI_INVALID'],
    ['one two', 'MNEMONIC_INVALID'],
    [`${phrase} review`, 'MNEMONIC_INVALID'],
    [`${phrase.replace('review', 'zoo')}//a`, 'MNEMONIC_INVALID'],
    [phrase.toUpperCase(), 'MNEMONIC_INVALID'],
  ])('refuses %j', (uri, expected) => {
    expect(code(() => keypairFromUri(uri))).toBe(expected)
  })

  it('refuses soft steps of ed25519 keys and schemes it does not know', () => {
    expect(code(() => keypairFromUri('/a', 'ed25519'))).toBe('KEY_URI_INVALID')
    expect(code(() => keypairFromUri('//a', 'ecdsa' as 'sr25519'))).toBe('KEY_SCHEME_UNSUPPORTED')
    expect(code(() => keypairFromSeed(new Uint8Array(31)))).toBe('KEY_INVALID')
  })
})

describe('secrets', () => {
  const keypair = keypairFromMnemonic(phrase)
  const seed = 'da3cf5b1e9144931'

  it('stay out of JSON, inspection and errors', () => {
    const shown = [
      JSON.stringify({ keypair }),
      inspect(keypair, { showHidden: true, depth: 9 }),
      String(keypair),
    ]
    for (const text of shown) {
      expect(text).not.toContain('leopard')
      expect(text).not.toContain(seed)
      expect(text).not.toContain(String(hexToBytes(privateKey).slice(0, 4)))
    }
    expect(JSON.parse(shown[0]!)).toEqual({ keypair: { scheme: 'sr25519', ss58: keypair.ss58 } })
    try {
      keypairFromUri(`${phrase} leopard//x`)
      expect.unreachable()
    } catch (error) {
      expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain('leopard')
    }
  })

  it('are known as far as keyfiles may hold them', () => {
    const withPassword = keypairFromMnemonic(phrase, { password: 'p' })
    expect(Object.keys(secretsOfKeypair(keypair)).sort()).toEqual(['phrase', 'privateKey', 'seed'])
    expect(Object.keys(secretsOfKeypair(withPassword)).sort()).toEqual(['privateKey', 'seed'])
    expect(Object.keys(secretsOfKeypair(keypairFromUri('//Alice')))).toEqual(['privateKey'])
  })

  it('do not change when the public key that was handed out is written to', () => {
    const own = keypairFromUri('//Own')
    const publicKey = Uint8Array.from(own.publicKey)
    own.publicKey.fill(0)
    const message = utf8ToBytes('m')
    const signature = own.sign(message)
    expect(verifySignature({ scheme: 'sr25519', publicKey, message, signature })).toBe(true)
  })
})

describe('generateMnemonic', () => {
  it.each([12, 15, 18, 21, 24] as const)('makes %i words that it can read', (words) => {
    const made = generateMnemonic(words)
    expect(made.split(' ')).toHaveLength(words)
    expect(keypairFromMnemonic(` ${made.replace(' ', '\n')}\n`).ss58).toBe(keypairFromMnemonic(made).ss58)
  })

  it('refuses other lengths', () => {
    expect(code(() => generateMnemonic(13 as 12))).toBe('MNEMONIC_INVALID')
  })
})
