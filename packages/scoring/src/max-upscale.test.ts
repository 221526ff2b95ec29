import { isSubnetkitError } from '@subnetkit/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxUpscale } from './max-upscale.ts'

describe('maxUpscale (upstream tests/math.rs)', () => {
  it.each([
    [[], []],
    [
      [0, 0, 0],
      [0, 0, 0],
    ],
    [
      [0, 0.000016, 1],
      [0, 1, 65535],
    ],
    [
      [0.000001, 0.000006, 0.000007, 0.0001, 0.001, 0.01, 0.1, 0.2, 0.3, 0.4],
      [0, 1, 1, 16, 164, 1638, 16384, 32768, 49151, 65535],
    ],
    [
      [0, 0.5, 1, 1.5, 2, 32768],
      [0, 1, 2, 3, 4, 65535],
    ],
    [
      [0, 0.5, 1, 1.5, 2, 32768, 32769],
      [0, 1, 2, 3, 4, 65533, 65535],
    ],
    [
      [100, 200, 100],
      [32768, 65535, 32768],
    ],
    [
      [43690, 21845],
      [65535, 32768],
    ],
    [
      [16383, 32767, 49149, 65535],
      [16383, 32767, 49149, 65535],
    ],
  ])('%j', (values, expected) => {
    expect(maxUpscale(values)).toEqual(expected)
  })

  it('keeps the order of values, and makes the largest 65535', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 65535 }), { minLength: 1 }), (values) => {
        const scaled = maxUpscale(values)
        const largest = Math.max(...values)
        values.forEach((value, k) => {
          if (value === largest && largest > 0) expect(scaled[k]).toBe(65535)
          expect(Math.abs(scaled[k]! - (largest === 0 ? 0 : (value / largest) * 65535))).toBeLessThanOrEqual(
            1,
          )
        })
      }),
    )
  })

  it.each([[-1], [Number.NaN], [2 ** 31]])('refuses %d', (value) => {
    try {
      maxUpscale([value])
      expect.unreachable()
    } catch (error) {
      expect(isSubnetkitError(error, 'WEIGHTS_INVALID')).toBe(true)
    }
  })
})
