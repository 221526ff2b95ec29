import { isSubnetkitError } from '@subnetkit/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitEmission } from './split-emission.ts'

describe('splitEmission', () => {
  it('gives what rounding leaves to the first mechanism', () => {
    expect(splitEmission(10n, [null, null, null])).toEqual([4n, 3n, 3n])
    expect(splitEmission(1_000_000_000n, [16383, 49152])).toEqual([249988556n, 750011444n])
    expect(splitEmission(100n, [0, 0])).toEqual([100n, 0n])
  })

  it('loses nothing', () => {
    const splits = fc
      .array(fc.integer({ min: 0, max: 65535 }), { minLength: 1, maxLength: 16 })
      .filter((all) => all.reduce((sum, share) => sum + share, 0) <= 65535)
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), splits, (emission, shares) => {
        const parts = splitEmission(emission, shares)
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(emission)
        expect(parts.every((part) => part >= 0n)).toBe(true)
      }),
    )
  })

  it.each([[[1, null]], [[65535, 1]]])('refuses %j', (splits) => {
    try {
      splitEmission(1n, splits)
      expect.unreachable()
    } catch (error) {
      expect(isSubnetkitError(error, 'EPOCH_INPUT_INVALID')).toBe(true)
    }
  })
})
