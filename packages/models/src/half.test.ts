import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fromHalf, toHalf } from './half.ts'

it.each([
  [0, 0x0000],
  [-0, 0x8000],
  [1, 0x3c00],
  [-2, 0xc000],
  [65504, 0x7bff],
  [65520, 0x7c00],
  [2 ** -24, 0x0001],
  [2 ** -25, 0x0000],
  [1 + 2 ** -11, 0x3c00],
  [1 + 3 * 2 ** -11, 0x3c02],
  [Number.POSITIVE_INFINITY, 0x7c00],
])('writes %d as the nearest half, ties to even', (value, bits) => {
  expect(toHalf(value)).toBe(bits)
})

it('gives back every finite half', () => {
  const finite = fc.integer({ min: 0, max: 0xffff }).filter((bits) => (bits & 0x7c00) !== 0x7c00)
  fc.assert(fc.property(finite, (bits) => toHalf(fromHalf(bits)) === bits))
})

it('is never further away than half a step', () => {
  const normal = fc
    .float({ min: Math.fround(-60000), max: 60000, noNaN: true })
    .filter((x) => Math.abs(x) > 1e-4)
  fc.assert(fc.property(normal, (value) => Math.abs(fromHalf(toHalf(value)) / value - 1) <= 2 ** -11))
})
