import { isSubnetkitError } from '@subnetkit/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toWeights } from './to-weights.ts'

const scored = (values: readonly number[]) => values.map((score, uid) => ({ uid, score }))

/** Recorded from bittensor 11.3.0, `intents/weights.py`: clip_to_max_weight and normalize. */
const official = [
  { weights: [0.1, 0.2, 0.3], limit: 65535, uids: [0, 1, 2], values: [21845, 43690, 65535] },
  { weights: [1, 2, 3, 0], limit: 65535, uids: [0, 1, 2], values: [21845, 43690, 65535] },
  { weights: [0.5, 0.25, 0.75, 1e-9], limit: 65535, uids: [0, 1, 2], values: [43690, 21845, 65535] },
  { weights: [1, 1, 1], limit: 20000, uids: [0, 1, 2], values: [65535, 65535, 65535] },
  {
    weights: [5, 1, 1, 1, 1],
    limit: 20000,
    uids: [0, 1, 2, 3, 4],
    values: [65535, 37302, 37302, 37302, 37302],
  },
  {
    weights: [0.9, 0.05, 0.03, 0.01, 0.01],
    limit: 16384,
    uids: [0, 1, 2, 3, 4],
    values: [65535, 65535, 65535, 32766, 32766],
  },
  { weights: [10, 0, 0], limit: 32768, uids: [0, 1, 2], values: [65535, 65535, 65535] },
  { weights: [131070, 1, 3, 5], limit: 65535, uids: [0, 2, 3], values: [65535, 2, 2] },
  {
    weights: [0.851608, 0.061547, 0.000113, 0.553942, 0.000834],
    limit: 65535,
    uids: [0, 1, 2, 3, 4],
    values: [65535, 4736, 9, 42628, 64],
  },
  {
    weights: [0.009897, 0.000635, 0.073125, 0.013939, 0.167327, 0.000207, 0.180797],
    limit: 20000,
    uids: [0, 1, 2, 3, 4, 5, 6],
    values: [8467, 543, 62560, 11925, 65535, 177, 65535],
  },
  {
    weights: [0.247003, 0.851187, 0.192203, 0.06242, 0.930443, 0.000101, 0.632664, 0.024291],
    limit: 20000,
    uids: [0, 1, 2, 3, 4, 5, 6, 7],
    values: [18337, 63190, 14269, 4634, 65535, 7, 46967, 1803],
  },
  {
    weights: [0.001634, 0.029355, 0.543591, 0.005903, 0.196731, 0.260811, 0.051644],
    limit: 65535,
    uids: [0, 1, 2, 3, 4, 5, 6],
    values: [197, 3539, 65535, 712, 23718, 31443, 6226],
  },
]

const code = (run: () => unknown): string | undefined => {
  try {
    run()
    return undefined
  } catch (error) {
    return isSubnetkitError(error) ? error.code : 'not ours'
  }
}

describe('toWeights', () => {
  it.each(official)('as the SDK: $weights within $limit', ({ weights, limit, uids, values }) => {
    expect(toWeights(scored(weights), { maxWeightLimit: limit })).toEqual({ uids, values })
  })

  it('sorts by uid, as the chain reads rows', () => {
    expect(
      toWeights([
        { uid: 9, score: 1 },
        { uid: 4, score: 0.5 },
      ]).uids,
    ).toEqual([4, 9])
  })

  it('makes u16 of which the largest is 65535 and none is 0, and does not care for scale', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 }),
        fc.constantFrom(0.5, 2, 1024),
        (scores, scale) => {
          fc.pre(Math.max(...scores) > 1e-300)
          const weights = toWeights(scored(scores))
          expect(Math.max(...weights.values)).toBe(65535)
          expect(Math.min(...weights.values)).toBeGreaterThan(0)
          expect(weights.values.every(Number.isInteger)).toBe(true)
          expect(toWeights(scored(scores.map((score) => score * scale)))).toEqual(weights)
        },
      ),
    )
  })

  it('stays within the limit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 4, maxLength: 40 }),
        fc.integer({ min: 20000, max: 65534 }),
        (scores, maxWeightLimit) => {
          const { values } = toWeights(scored(scores), { maxWeightLimit })
          const sum = values.reduce((total, value) => total + value, 0)
          expect(Math.max(...values) / sum).toBeLessThan(maxWeightLimit / 65535 + 1e-4)
        },
      ),
    )
  })

  it('refuses what the subnet would refuse', () => {
    expect(code(() => toWeights(scored([0, 0])))).toBe('WEIGHTS_ALL_ZERO')
    expect(code(() => toWeights([]))).toBe('WEIGHTS_ALL_ZERO')
    expect(code(() => toWeights(scored([1, 0, 1e-9]), { minAllowedWeights: 2 }))).toBe('WEIGHTS_TOO_FEW')
    expect(code(() => toWeights(scored([1, Number.NaN])))).toBe('WEIGHTS_INVALID')
    expect(code(() => toWeights(scored([1, -1])))).toBe('WEIGHTS_INVALID')
    expect(code(() => toWeights([...scored([1]), ...scored([1])]))).toBe('WEIGHTS_INVALID')
    expect(code(() => toWeights([{ uid: 65536, score: 1 }]))).toBe('WEIGHTS_INVALID')
  })

  it('lets a validator weigh just itself', () => {
    const self = [{ uid: 3, score: 0.2 }]
    expect(toWeights(self, { minAllowedWeights: 8, maxWeightLimit: 100, ownUid: 3 })).toEqual({
      uids: [3],
      values: [65535],
    })
    expect(code(() => toWeights(self, { minAllowedWeights: 8, ownUid: 4 }))).toBe('WEIGHTS_TOO_FEW')
  })
})
