import { describe, expect, it } from 'vitest'
import { blockEmission, MAX_SUPPLY } from './block-emission.ts'

const tao = (whole: number) => BigInt(Math.round(whole * 1e3)) * 1_000_000n

describe('block emission (facts: halvings at 10.5 M, 15.75 M, 18.375 M, 0 at 21 M)', () => {
  it.each([
    [0, 1_000_000_000n],
    [3_000_000, 1_000_000_000n],
    [10_499_999, 1_000_000_000n],
    [10_500_001, 500_000_000n],
    [15_749_999, 500_000_000n],
    [15_750_001, 250_000_000n],
    [18_374_999, 250_000_000n],
    [18_375_001, 125_000_000n],
  ])('%d issued: %d rao', (issued, expected) => {
    expect(blockEmission(tao(issued))).toBe(expected)
  })

  it('ends at the supply', () => {
    expect(blockEmission(MAX_SUPPLY)).toBe(0n)
    expect(blockEmission(MAX_SUPPLY + 5n)).toBe(0n)
    expect(blockEmission(MAX_SUPPLY - 1n)).toBe(0n)
  })
})
