import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { powerOfRatio } from './power-of-ratio.ts'

const scale = 10n ** 18n
const x = 21_000_000_000_000_000n

describe('powerOfRatio', () => {
  // Values of the tests of safe-bigmath itself.
  it('agrees with the crate on exact roots', () => {
    expect(powerOfRatio({ base: [2n, 3n], exponent: [1n, 2n], precision: 0, scale: 1_000n })).toBe(816n)
    expect(
      powerOfRatio({
        base: [x, x + 7_000_000_000_000_000n],
        exponent: [6n * 10n ** 17n, 4n * 10n ** 17n],
        precision: 256,
        scale,
      }),
    ).toBe(649_519_052_838_328_985n)
  })

  it.each([
    [5n * 10n ** 17n, 5n * 10n ** 17n],
    [499_999_999_999_500_000n, 500_000_000_000_500_000n],
    [500_000_000_000_250_000n, 499_999_999_999_750_000n],
  ])('agrees with the crate on weights %d : %d', (p, q) => {
    expect(powerOfRatio({ base: [x, x + 100n], exponent: [p, q], precision: 256, scale })).toBe(
      999_999_999_999_995_238n,
    )
  })

  it('agrees with the crate where the series ends late', () => {
    const exponent: [bigint, bigint] = [499_999_999_500_000_000n, 500_000_000_500_000_000n]
    expect(powerOfRatio({ base: [x, x + 1n], exponent, precision: 256, scale })).toBe(
      999_999_999_999_999_952n,
    )
  })

  it('is near what floats say', () => {
    const amount = fc.bigInt({ min: 10n ** 12n, max: 10n ** 15n })
    // The series stops after 408 terms, which is enough for powers down to e^-90: any that a pool meets.
    const weight = fc.bigInt({ min: 10n ** 17n, max: 9n * 10n ** 17n })
    fc.assert(
      fc.property(amount, amount, weight, (a, b, w) => {
        const power = powerOfRatio({ base: [a, a + b], exponent: [w, scale - w], precision: 256, scale })
        const expected = (Number(a) / Number(a + b)) ** (Number(w) / Number(scale - w))
        return Math.abs(Number(power) / 1e18 - expected) < 1e-9
      }),
      { numRuns: 30 },
    )
  })
})
