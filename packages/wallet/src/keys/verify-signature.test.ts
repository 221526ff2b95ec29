import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Scheme } from './keypair.ts'
import { keypairFromUri } from './keypair-from.ts'
import { verifySignature } from './verify-signature.ts'

const alice = keypairFromUri('//Alice')
const payload = (scheme: Scheme, sender: string) =>
  utf8ToBytes(
    [
      'btauth/1',
      scheme,
      'POST',
      '/generate?stream=false',
      '341c57448e531310fbbe83f44cea2a5e838bd9e8a6b82b269f01d0dbbc23c3cc',
      '1752076800000000000',
      sender,
      '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty',
    ].join('\n'),
  )
const known = hexToBytes(
  'b47c2953300377ff9c75b7c2754fbb4dd00d4af6a24b0989e480f23b93a0286a' +
    '4de5a5e6def489a810215ee93446908106f10b19bbe07d3abdba9a4cbdf3e081',
)
const message = payload('sr25519', alice.ss58)
const base = { scheme: 'sr25519', publicKey: alice.publicKey, message, signature: known } as const

describe('verifySignature', () => {
  it('accepts the sr25519 signature of another implementation', () => {
    expect(verifySignature(base)).toBe(true)
  })

  it('signs ed25519 byte for byte as the official vector', () => {
    const ed = keypairFromUri('//Alice', 'ed25519')
    const signature = ed.sign(payload('ed25519', ed.ss58))
    expect(bytesToHex(signature)).toBe(
      '1a6b631988bf1f7ea093ab9d5acf61f05c316d0b0e428b24b487b75a5f6ee0e1' +
        'a56a26918fdf871b6cf09437e6588023a4ce423cf622621b2a7feee17612f704',
    )
    const options = {
      scheme: 'ed25519',
      publicKey: ed.publicKey,
      message: payload('ed25519', ed.ss58),
    } as const
    expect(verifySignature({ ...options, signature })).toBe(true)
    expect(verifySignature({ ...options, scheme: 'sr25519', signature })).toBe(false)
  })

  it.each(['sr25519', 'ed25519'] as const)('refuses any changed bit (%s)', (scheme) => {
    const keypair = keypairFromUri('//Bits', scheme)
    const text = utf8ToBytes('message')
    const signature = keypair.sign(text)
    const flip = (bytes: Uint8Array, bit: number) =>
      bytes.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
    fc.assert(
      fc.property(fc.nat(511), (bit) => {
        expect(
          verifySignature({
            scheme,
            publicKey: keypair.publicKey,
            message: text,
            signature: flip(signature, bit),
          }),
        ).toBe(false)
      }),
      { numRuns: 60 },
    )
    expect(verifySignature({ scheme, publicKey: keypair.publicKey, message: flip(text, 3), signature })).toBe(
      false,
    )
  })

  it('refuses keys for which anyone can sign', () => {
    const zeros = new Uint8Array(32)
    const marked = new Uint8Array(64)
    marked[63] = 0x80
    expect(verifySignature({ ...base, publicKey: zeros, signature: marked })).toBe(false)
    // The identity and the points of small order, as ed25519 keys; each "signature" passes under ZIP-215 rules.
    for (const key of [
      '0100000000000000000000000000000000000000000000000000000000000000',
      '0000000000000000000000000000000000000000000000000000000000000000',
      'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
      '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    ]) {
      const signature = new Uint8Array(64)
      signature[0] = 1
      expect(verifySignature({ scheme: 'ed25519', publicKey: hexToBytes(key), message, signature })).toBe(
        false,
      )
    }
  })

  it('does not accept a signature over the <Bytes> wrap', () => {
    const wrapped = utf8ToBytes('<Bytes>hello</Bytes>')
    const options = { ...base, message: utf8ToBytes('hello'), signature: alice.sign(wrapped) }
    expect(verifySignature(options)).toBe(false)
  })

  it('answers false to garbage of any shape and goes on working', () => {
    const garbage = fc.oneof(
      fc.uint8Array({ maxLength: 100 }),
      fc.uint8Array({ minLength: 64, maxLength: 64 }),
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.anything(),
    ) as fc.Arbitrary<Uint8Array>
    fc.assert(
      fc.property(
        fc.constantFrom<Scheme>('sr25519', 'ed25519', 'x' as Scheme),
        garbage,
        garbage,
        garbage,
        (scheme, publicKey, text, signature) => {
          expect(verifySignature({ scheme, publicKey, message: text, signature })).toBe(false)
        },
      ),
      { numRuns: 400 },
    )
    expect(verifySignature(undefined as unknown as typeof base)).toBe(false)
    expect(verifySignature(base)).toBe(true)
  })

  it('survives thousands of malformed signatures', () => {
    const unmarked = known.map((byte, index) => (index === 63 ? byte & 0x7f : byte))
    const tooLarge = known.map((byte, index) => (index >= 32 ? 0xff : byte))
    for (let i = 0; i < 1500; i++) {
      if (verifySignature({ ...base, signature: unmarked })) expect.unreachable()
      if (verifySignature({ ...base, signature: tooLarge })) expect.unreachable()
    }
    expect(verifySignature(base)).toBe(true)
  })
})
