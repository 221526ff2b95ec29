import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exp } from './exp.ts'
import { i32f32 } from './fixed-point.ts'

/** Recorded from substrate-fixed 0.6.0 through the runtime's `exp_safe`, in bits. */
const recorded: [bigint, bigint][] = [
  [0n, 4294967296n],
  [4294967296n, 11674931200n],
  [-4294967296n, 1580030169n],
  [2147483648n, 7081203935n],
  [-2147483648n, 2605029348n],
  [8589934592n, 31735754285n],
  [21474836480n, 637429664624n],
  [-21474836480n, 28939262n],
  [85899345920n, 2066907302758576256n],
  [-85899345920n, 8n],
  [1n, 4294967297n],
  [-1n, 4294967295n],
  [12345678901n, 76088436781n],
  [-1234567890n, 3221988466n],
]

describe('exp', () => {
  it.each(recorded)('of %d', (x, expected) => {
    expect(exp(x)).toBe(expected)
  })

  it('is held between e^-20 and e^20', () => {
    expect(exp(i32f32.of(30))).toBe(exp(i32f32.of(20)))
    expect(exp(i32f32.of(-300))).toBe(exp(i32f32.of(-20)))
  })

  it('is near the true value where the series is long enough', () => {
    fc.assert(
      fc.property(fc.double({ min: -8, max: 8, noNaN: true }), (x) => {
        const value = Number(exp(BigInt(Math.round(x * 2 ** 32)))) / 2 ** 32
        expect(Math.abs(value - Math.exp(x))).toBeLessThan(1e-6 * Math.max(1, Math.exp(x)))
      }),
    )
  })
})
