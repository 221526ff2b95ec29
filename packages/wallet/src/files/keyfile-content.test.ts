import { inspect } from 'node:util'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { isSubnetkitError } from '@subnetkit/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keypairFromMnemonic, keypairFromSeed, keypairFromUri } from '../keys/keypair-from.ts'
import { encodeSs58 } from '../keys/ss58.ts'
import { formatKeyfile, formatPublicKeyfile, parseKeyfile } from './keyfile-content.ts'

const phrase = 'job pool eagle call steak rookie wealth clown cake swamp daring habit'
const sr = keypairFromMnemonic(phrase)
const ed = keypairFromMnemonic(phrase, { scheme: 'ed25519' })
const base = JSON.parse(formatKeyfile(sr)) as Record<string, string>
const baseEd = JSON.parse(formatKeyfile(ed)) as Record<string, string>
const without = (from: object, ...names: string[]) =>
  Object.fromEntries(Object.entries(from).filter(([name]) => !names.includes(name)))
const read = (data: unknown) =>
  parseKeyfile(utf8ToBytes(typeof data === 'string' ? data : JSON.stringify(data)), 'k')

describe('formatKeyfile', () => {
  it('writes what the SDK writes', () => {
    const publicKey = `0x${bytesToHex(sr.publicKey)}`
    expect(base).toEqual({
      accountId: publicKey,
      publicKey,
      privateKey: expect.stringMatching(/^0x[0-9a-f]{128}$/),
      secretPhrase: phrase,
      secretSeed: expect.stringMatching(/^0x[0-9a-f]{64}$/),
      ss58Address: sr.ss58,
      cryptoType: 1,
    })
    expect(baseEd).toMatchObject({ cryptoType: 0, privateKey: baseEd.secretSeed })
    const publicHalf = { accountId: publicKey, publicKey, ss58Address: sr.ss58, cryptoType: 1 }
    expect(JSON.parse(formatPublicKeyfile(sr))).toEqual(publicHalf)
    expect(Object.keys(JSON.parse(formatKeyfile(keypairFromUri('//A/b'))))).not.toContain('secretSeed')
  })

  it('is read back as the same key', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.constantFrom('sr25519' as const, 'ed25519' as const),
        (seed, scheme) => {
          const keypair = keypairFromSeed(seed, scheme)
          const content = read(formatKeyfile(keypair))
          expect(content).toMatchObject({ form: 'json', scheme, ss58: keypair.ss58 })
          expect(read(without(JSON.parse(formatKeyfile(keypair)), 'secretSeed')).ss58).toBe(keypair.ss58)
        },
      ),
      { numRuns: 20 },
    )
  })
})

describe('parseKeyfile', () => {
  it.each([
    ['a bare seed', base.secretSeed, 'raw-seed'],
    ['a bare seed without 0x, with a newline', `${base.secretSeed?.slice(2)}\n`, 'raw-seed'],
    ['a bare private key', base.privateKey, 'raw-private-key'],
    ['a bare phrase', `${phrase}\n`, 'raw-phrase'],
    ['the phrase only', { secretPhrase: phrase }, 'json'],
    ['the seed only', { secretSeed: base.secretSeed }, 'json'],
    ['the private key only', { privateKey: base.privateKey }, 'json'],
    ['hexadecimal without 0x', { secretSeed: base.secretSeed?.slice(2), ss58Address: sr.ss58 }, 'json'],
    ['cryptoType as text', { ...base, cryptoType: '1' }, 'json'],
    ['no cryptoType', without(base, 'cryptoType'), 'json'],
    ['a wrong cryptoType beside the address', { ...base, cryptoType: 0 }, 'json'],
    ['null for absent', { ...base, secretPhrase: null, later: null }, 'json'],
    ['unknown fields', { ...base, accountType: 'standard', later: { a: [1] } }, 'json'],
    ['the old name of the address', { ...without(base, 'ss58Address'), ' ss58Address': sr.ss58 }, 'json'],
    ['layout', JSON.stringify(base, null, 2), 'json'],
    ['wrong public keys, which nobody reads', { ...base, publicKey: '0x00', accountId: 'x' }, 'json'],
  ])('reads %s', (_, data, form) => {
    const content = read(data)
    expect(content).toMatchObject({ form, scheme: 'sr25519', ss58: sr.ss58 })
    expect(content.keypair?.ss58).toBe(sr.ss58)
  })

  it.each([
    ['from the stored address', without(baseEd, 'cryptoType')],
    ['from cryptoType', without(baseEd, 'ss58Address')],
    [
      'with a private key of 64 bytes',
      {
        ...baseEd,
        secretPhrase: null,
        secretSeed: null,
        privateKey: `${baseEd.privateKey}${baseEd.publicKey?.slice(2)}`,
      },
    ],
    ['with its private key alone and no cryptoType', { privateKey: baseEd.privateKey, ss58Address: ed.ss58 }],
  ])('knows an ed25519 key %s', (_, data) => {
    expect(read(data)).toMatchObject({ scheme: 'ed25519', ss58: ed.ss58 })
  })

  it('reads an address without secret', () => {
    const content = read({ ss58Address: ed.ss58, cryptoType: 0 })
    expect(content).toMatchObject({ scheme: 'ed25519', keypair: null })
    expect(content.publicKey).toEqual(ed.publicKey)
  })

  it.each([
    ['nothing', ''],
    ['cut JSON', '{'],
    ['an array', '[]'],
    ['a number', '7'],
    ['no key', {}],
    ['public keys only', { publicKey: base.publicKey, accountId: base.accountId }],
    ['its own address with another prefix', { ...base, ss58Address: encodeSs58(sr.publicKey, 0) }],
    ['an empty phrase', { ...base, secretPhrase: '' }],
    ['a phrase with a wrong checksum', { secretPhrase: `${phrase.slice(0, -5)}zoo` }],
    ['a bare phrase in capitals', phrase.toUpperCase()],
    ['a bare phrase with a junction', `${phrase}//Alice`],
    ['a short seed', { secretSeed: '0x00' }],
    ['a seed that is a number', { secretSeed: 5 }],
    ['odd digits', { secretSeed: '0x0' }],
    ['a private key of zeros', { privateKey: `0x${'00'.repeat(64)}` }],
    ['a byte order mark', `\ufeff${JSON.stringify(base)}`],
    ['a cryptoType that is no number', { ...base, cryptoType: 'sr25519' }],
    ['rubbish', 'rubbish'],
  ])('refuses %s', (_, data) => {
    expect(() => read(data)).toThrow(expect.objectContaining({ code: 'WALLET_CORRUPT' }))
  })

  it.each([
    ['WALLET_ADDRESS_MISMATCH', { ...base, ss58Address: keypairFromUri('//Bob').ss58 }],
    ['KEY_SCHEME_UNSUPPORTED', { ...base, cryptoType: 4 }],
    ['KEY_SCHEME_UNSUPPORTED', { ...base, accountType: 'hashed' }],
    ['WALLET_POLKADOT_EXPORT', { encoded: 'AA==', encoding: { version: '3' }, address: sr.ss58, meta: {} }],
  ])('answers %s', (code, data) => {
    expect(() => read(data)).toThrow(expect.objectContaining({ code }))
  })

  it('refuses any bytes with one of its own errors, and quotes none of them', () => {
    const secretive = [
      `{"secretSeed": "${base.secretSeed}", }`,
      `{"ss58Address": "${base.secretSeed}"}`,
      `{"secretPhrase": "${phrase} ${phrase}"}`,
      `${phrase} extra`,
      `{"cryptoType": "${base.secretSeed}"}`,
    ]
    for (const text of secretive) {
      try {
        read(text)
        expect.unreachable()
      } catch (error) {
        const shown = inspect(error, { showHidden: true, depth: 9 })
        expect(shown).not.toContain(base.secretSeed?.slice(2, 12))
        expect(shown).not.toContain('eagle')
      }
    }
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.json().map(utf8ToBytes)), (data) => {
        try {
          parseKeyfile(data, 'k')
        } catch (error) {
          expect(isSubnetkitError(error)).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })
})
