import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decode, encode } from './encode.ts'

test('JSON, bytes and bigints survive, nested', () => {
  const value = { a: [1, 'x', null, true], b: { bytes: Uint8Array.of(0, 255), many: 2n ** 70n } }
  expect(decode(encode(value))).toEqual(value)
})

test('a Buffer comes back as plain bytes', () => {
  expect(decode(encode({ b: Buffer.from([1, 2]) }))).toEqual({ b: Uint8Array.of(1, 2) })
})

test('any JSON value survives', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const plain: unknown = JSON.parse(JSON.stringify(value))
      expect(decode(encode(plain))).toEqual(plain)
    }),
  )
})
