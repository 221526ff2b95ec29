import * as peer from '@polkadot-api/substrate-bindings'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accountId, boundedBytes, btreeMap, i32f32, multiAddress, weight } from './chain-types.ts'
import { array, byteArray, bytes, compact, struct, tuple, vec } from './composites.ts'
import { bytesToHex, hexToBytes } from './hex.ts'
import { bool, i8, i16, i32, i64, i128, text, u8, u16, u32, u64, u128 } from './primitives.ts'
import { decode, encode, type Ty } from './type.ts'
import { arm, enumeration, option, result, variant } from './variants.ts'

const bits = (count: number) => fc.bigInt({ min: 0n, max: (1n << BigInt(count)) - 1n })
const signedBits = (count: number) =>
  fc.bigInt({ min: -(1n << BigInt(count - 1)), max: (1n << BigInt(count - 1)) - 1n })
const hexOf = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((given) => bytesToHex(given))

/** Our codec, values for it, and the same type in a library that clients use. */
const pairs: readonly [string, Ty<unknown>, fc.Arbitrary<unknown>, peer.Codec<never>][] = [
  ['u8', u8, fc.integer({ min: 0, max: 255 }), peer.u8 as never],
  ['u16', u16, fc.integer({ min: 0, max: 65535 }), peer.u16 as never],
  ['u32', u32, fc.integer({ min: 0, max: 4294967295 }), peer.u32 as never],
  ['u64', u64, bits(64), peer.u64 as never],
  ['u128', u128, bits(128), peer.u128 as never],
  ['i8', i8, fc.integer({ min: -128, max: 127 }), peer.i8 as never],
  ['i16', i16, fc.integer({ min: -32768, max: 32767 }), peer.i16 as never],
  ['i32', i32, fc.integer({ min: -2147483648, max: 2147483647 }), peer.i32 as never],
  ['i64', i64, signedBits(64), peer.i64 as never],
  ['i128', i128, signedBits(128), peer.i128 as never],
  ['bool', bool, fc.boolean(), peer.bool as never],
  ['str', text, fc.string({ unit: 'grapheme' }), peer.str as never],
  ['I32F32', i32f32, signedBits(64), peer.i64 as never],
  ['compact u32', compact(u32), fc.integer({ min: 0, max: 4294967295 }), peer.compactNumber as never],
  ['compact u128', compact(u128), bits(128), peer.compactBn as never],
  ['Vec<u16>', vec(u16), fc.array(fc.integer({ min: 0, max: 65535 })), peer.Vector(peer.u16) as never],
  ['[u8; 7]', byteArray(7), hexOf(7), peer.Hex(7) as never],
  ['AccountId32', accountId, hexOf(32), peer.Hex(32) as never],
  ['Vec<u8>', bytes, fc.uint8Array({ maxLength: 300 }), peer.Bytes() as never],
  [
    'Option<u32>',
    option(u32),
    fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
    peer.Option(peer.u32) as never,
  ],
  [
    'tuple',
    tuple(u16, vec(tuple(u8, bool))),
    fc.tuple(
      fc.integer({ min: 0, max: 9 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.boolean())),
    ),
    peer.Tuple(peer.u16, peer.Vector(peer.Tuple(peer.u8, peer.bool))) as never,
  ],
  [
    'struct',
    struct('x::Y', { a: u16, b: compact(u64) }),
    fc.record({ a: fc.integer({ min: 0, max: 9 }), b: bits(64) }),
    peer.Struct({ a: peer.u16, b: peer.compactBn }) as never,
  ],
]

describe('SCALE codecs', () => {
  it.each(pairs)('agree on %s', (_name, type, values, codec) => {
    fc.assert(
      fc.property(values, (value) => {
        const ours = encode(type, value)
        expect(bytesToHex(ours)).toBe(bytesToHex(codec.enc(value as never)))
        expect(decode(type, ours)).toEqual(value)
      }),
      { numRuns: 60 },
    )
  })

  it('writes the call examples of the real runtime', () => {
    // set_weights(1, [0, 1], [65535, 1], 0) and commit_timelocked_weights(1, 0x010203, 123, 4), without their indices
    const weights = tuple(u16, vec(u16), vec(u16), u64)
    expect(bytesToHex(encode(weights, [1, [0, 1], [65535, 1], 0n]))).toBe(
      '0x0100080000010008ffff01000000000000000000',
    )
    const commit = tuple(u16, boundedBytes, u64, u16)
    expect(bytesToHex(encode(commit, [1, Uint8Array.of(1, 2, 3), 123n, 4]))).toBe(
      '0x01000c0102037b000000000000000400',
    )
  })

  it('reads arms by index', () => {
    const sample = variant('x::Sample', { None: arm(0), One: arm(3, [u16]), Pair: arm(5, { a: u8, b: u8 }) })
    for (const value of [
      { type: 'None' as const, value: undefined },
      { type: 'One' as const, value: 7 },
      { type: 'Pair' as const, value: { a: 1, b: 2 } },
    ]) {
      expect(decode(sample, encode(sample, value))).toEqual(value)
    }
    expect(bytesToHex(encode(sample, { type: 'Pair', value: { a: 1, b: 2 } }))).toBe('0x050102')
    expect(bytesToHex(encode(enumeration('x::Y', { A: 0, C: 5 }), 'C'))).toBe('0x05')
    const outcome = result(u8, bool)
    expect(decode(outcome, encode(outcome, { type: 'Err', value: true }))).toEqual({
      type: 'Err',
      value: true,
    })
    expect(encode(multiAddress, { type: 'Index', value: undefined })).toEqual(Uint8Array.of(1))
    expect(decode(btreeMap(u8, u16), encode(btreeMap(u8, u16), [[1, 2]]))).toEqual([[1, 2]])
    expect(decode(array(u16, 2), encode(array(u16, 2), [3, 4]))).toEqual([3, 4])
    expect(bytesToHex(encode(weight, { ref_time: 1n, proof_size: 64n }))).toBe('0x040101')
  })

  it.each([
    ['a number out of range', () => encode(u8, 256)],
    ['a fraction', () => encode(u16, 1.5)],
    ['a negative bigint', () => encode(u64, -1n)],
    ['a number for a bigint', () => encode(u64, 5 as unknown as bigint)],
    ['hex of another length', () => encode(accountId, '0x12')],
    ['text that is no hex', () => hexToBytes('0xzz')],
  ])('refuse to write %s', (_what, body) => {
    expect(body).toThrow(expect.objectContaining({ code: 'SCALE_VALUE' }))
  })

  it.each([
    ['what is cut short', () => decode(u32, Uint8Array.of(1, 2))],
    ['a forged length', () => decode(vec(u64), Uint8Array.of(254, 255, 255, 255, 1, 2))],
  ])('refuse to read %s', (_what, body) => {
    expect(body).toThrow(expect.objectContaining({ code: 'SCALE_TRUNCATED' }))
  })

  it.each([
    ['what is left over', () => decode(u8, Uint8Array.of(1, 2))],
    ['a bool of 2', () => decode(bool, Uint8Array.of(2))],
    ['a long form of a small number', () => decode(compact(u32), Uint8Array.of(1, 0))],
    ['a compact beyond its type', () => decode(compact(u8), Uint8Array.of(1, 4))],
    ['an unknown arm', () => decode(multiAddress, Uint8Array.of(9))],
    ['broken UTF-8', () => decode(text, Uint8Array.of(8, 255, 255))],
  ])('refuse to read %s', (_what, body) => {
    expect(body).toThrow(expect.objectContaining({ code: 'SCALE_INVALID' }))
  })

  it('never throw anything else, whatever the bytes', () => {
    const type = tuple(compact(u32), vec(option(text)), multiAddress, result(bytes, bool))
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (garbage) => {
        try {
          decode(type, garbage)
        } catch (error) {
          expect(['SCALE_TRUNCATED', 'SCALE_INVALID']).toContain((error as { code?: string }).code)
        }
      }),
    )
  })
})
