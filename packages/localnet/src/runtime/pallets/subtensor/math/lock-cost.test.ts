import { describe, expect, it } from 'vitest'
import { lockCost } from './lock-cost.ts'

const TAO = 1_000_000_000n
const history = {
  lastLock: 1000n * TAO,
  lastBlock: 100n,
  minLock: 1000n * TAO,
  reductionInterval: 100_800n,
  blockEmission: TAO,
}

describe('lock cost (facts 7.6)', () => {
  it.each([
    [101n, 1_999_990_079_366n],
    [50_500n, 1_500_000_046_400n],
    [100_900n, 1_000_000_092_800n],
    [300_000n, 1000n * TAO],
  ])('at block %d: %d rao', (now, expected) => {
    expect(lockCost(history, now)).toBe(expected)
  })

  it('is not doubled before the first subnet', () => {
    expect(lockCost({ ...history, lastBlock: 0n }, 0n)).toBe(1000n * TAO)
  })

  it('falls twice as fast at half the emission', () => {
    expect(lockCost({ ...history, blockEmission: TAO / 2n }, 101n)).toBe(2000n * TAO - 19841269n)
  })

  it('does not divide by an emission of nothing', () => {
    expect(lockCost({ ...history, blockEmission: 0n }, 500n)).toBe(2000n * TAO)
  })
})
