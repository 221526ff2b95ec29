import { describe, expect, it } from 'vitest'
import { i32f32, ofShare } from './fixed-point.ts'
import { type LiquidAlpha, liquidAlphaOf, liquidAverage, seenInOrder } from './liquid-alpha.ts'

const alpha: LiquidAlpha = { low: ofShare(6553), high: ofShare(58982), steepness: i32f32.of(1000) }
const share = (value: number) => BigInt(Math.round(value * 2 ** 32))
const decimal = (bits: bigint) => Number(bits) / 2 ** 32

describe('liquidAlphaOf', () => {
  const low = 6553 / 65535
  const span = (58982 - 6553) / 65535
  const sigmoid = (distance: number) => 1 / (1 + Math.exp(-10 * (distance - 0.5)))

  it.each([
    ['buying what all say', 0.4, 0.4, 0.1, 0],
    ['buying ahead of consensus', 0, 1, 0, 1],
    ['selling a little', 0.3, 0.2, 0.5, 0.3],
    ['selling all of it', 0, 0, 1, 1],
    ['below consensus', 0.9, 0.3, 0.1, 0],
  ])('%s', (_, consensus, weight, bond, distance) => {
    const value = liquidAlphaOf(share(consensus), share(weight), share(bond), alpha)
    expect(decimal(value)).toBeCloseTo(low + span * sigmoid(distance), 6)
  })

  it('stays between low and high however steep', () => {
    for (const steepness of [32767, -32768, 0]) {
      const value = liquidAlphaOf(0n, i32f32.one, 0n, { ...alpha, steepness: i32f32.of(steepness) })
      expect(value >= alpha.low && value <= alpha.high).toBe(true)
    }
  })
})

describe('liquidAverage', () => {
  const old = [[[1, share(0.8)] as const], []]

  it('drops the bond of a uid that is left out, and lets that of an explicit 0 fade', () => {
    expect(liquidAverage([[], []], old, [0n, 0n], alpha)[0]).toEqual([])
    const [row] = liquidAverage([[[1, 0n]], []], old, [0n, 0n], alpha)
    expect(decimal(row![0]![1])).toBeGreaterThan(0)
    expect(decimal(row![0]![1])).toBeLessThan(0.8)
  })

  it('takes the weight of a cell behind a larger uid for 0 when it chooses alpha, as the chain does', () => {
    const sorted = liquidAverage(
      [
        [
          [0, share(0.5)],
          [1, share(0.5)],
        ],
        [],
      ],
      old,
      [0n, 0n],
      alpha,
    )
    const mixed = liquidAverage(
      [
        [
          [1, share(0.5)],
          [0, share(0.5)],
        ],
        [],
      ],
      old,
      [0n, 0n],
      alpha,
    )
    // Uid 1 comes first and is seen; uid 0 behind it is not.
    expect(mixed[0]![0]).toEqual(sorted[0]![1])
    expect(mixed[0]![1]![0]).toBe(0)
    expect(mixed[0]![1]![1]).toBeLessThan(sorted[0]![0]![1])
  })

  it('never exceeds 1', () => {
    const full = [[[0, i32f32.one] as const]]
    expect(liquidAverage(full, full, [0n], alpha)).toEqual(full)
  })
})

describe('seenInOrder', () => {
  it('keeps cells that are larger than all before them', () => {
    expect(
      seenInOrder([
        [2, 1n],
        [1, 1n],
        [5, 1n],
        [4, 1n],
        [6, 1n],
      ]).map(([uid]) => uid),
    ).toEqual([2, 5, 6])
  })
})
