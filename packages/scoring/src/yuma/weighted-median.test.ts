import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { i32f32 } from './fixed-point.ts'
import { sum } from './vector.ts'
import { weightedMedian } from './weighted-median.ts'

const bits = (value: number) => BigInt(Math.round(value * 2 ** 32))
const median = (stake: readonly number[], score: readonly number[], majority: number) => {
  const shares = stake.map(bits)
  const total = sum(shares)
  return weightedMedian(shares, score.map(bits), i32f32.sub(total, bits(majority)), total)
}

/** The definition: the largest score that more than `total − minority` of the stake reaches. */
const defined = (stake: readonly bigint[], score: readonly bigint[], minority: bigint): bigint => {
  const order = [...stake.keys()].sort((a, b) => (score[a]! < score[b]! ? -1 : score[a]! > score[b]! ? 1 : 0))
  let below = 0n
  for (const i of order) {
    below += stake[i]!
    if (below > minority) return score[i]!
  }
  return score[order.at(-1)!]!
}

describe('weightedMedian (upstream tests/math.rs)', () => {
  it.each([
    [[0.49, 0.51], [0.5, 1], 1],
    [[0.51, 0.49], [0.5, 1], 0.5],
  ])('stakes %j, scores %j, majority 0.51', (stake, score, expected) => {
    expect(median(stake, score, 0.51)).toBe(bits(expected))
  })

  it('of nobody is 0, of one that one', () => {
    expect(median([], [], 0.5)).toBe(0n)
    expect(median([1], [0.3], 0.5)).toBe(bits(0.3))
  })

  const voters = fc.array(
    fc.record({
      stake: fc.bigInt({ min: 1n, max: 1n << 30n }),
      score: fc.oneof(fc.bigInt({ min: 0n, max: 4n }), fc.bigInt({ min: 0n, max: i32f32.one })),
    }),
    { minLength: 1, maxLength: 20 },
  )

  it('is what its definition says', () => {
    fc.assert(
      fc.property(voters, fc.double({ min: 0, max: 0.999, noNaN: true }), (all, part) => {
        const stake = all.map((voter) => voter.stake)
        const score = all.map((voter) => voter.score)
        const total = sum(stake)
        const minority = (total * bits(part)) >> 32n
        expect(weightedMedian(stake, score, minority, total)).toBe(defined(stake, score, minority))
      }),
      { numRuns: 500 },
    )
  })

  it('does not depend on the order of the voters', () => {
    const withOrder = voters.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
    )
    fc.assert(
      fc.property(withOrder, ([all, mixed]) => {
        const run = (list: typeof all) => {
          const total = sum(list.map((voter) => voter.stake))
          return weightedMedian(
            list.map((voter) => voter.stake),
            list.map((voter) => voter.score),
            total / 2n,
            total,
          )
        }
        expect(run(mixed)).toBe(run(all))
      }),
    )
  })
})
