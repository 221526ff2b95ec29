import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ZERO } from './safe-float.ts'
import {
  addShares,
  canAddShares,
  EMPTY_POOL,
  removeShares,
  type SharePool,
  shareValue,
} from './share-pool.ts'

const amount = fc.bigInt({ min: 2_000_000n, max: 1_000_000_000_000_000n })

describe('share pool', () => {
  it('gives back what was put in', () => {
    fc.assert(
      fc.property(amount, (rao) => {
        const pool = addShares(EMPTY_POOL, rao)
        expect(shareValue(pool)).toBe(rao)
        expect(removeShares(pool, rao)).toEqual(EMPTY_POOL)
      }),
    )
  })

  it('raises every coldkey by its part when the value grows', () => {
    const first = addShares(EMPTY_POOL, 1_000_000_000n)
    const second = addShares({ ...first, share: ZERO }, 3_000_000_000n)
    const grown = { ...second, value: second.value + 400n }
    expect(shareValue({ ...grown, share: first.share })).toBe(1_000_000_100n)
    expect(shareValue(grown)).toBe(3_000_000_300n)
  })

  it('never pays out more than it holds, whatever is put in, earned and taken out', () => {
    const step = fc.record({ who: fc.nat(2), rao: amount, kind: fc.constantFrom('add', 'earn', 'remove') })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const shares = [ZERO, ZERO, ZERO]
        let pool: Omit<SharePool, 'share'> = EMPTY_POOL
        for (const { who, rao, kind } of steps) {
          const mine = { ...pool, share: shares[who]! }
          if (kind === 'earn') pool = { ...pool, value: pool.value + (pool.value > 0n ? rao : 0n) }
          else {
            const next =
              kind === 'add'
                ? addShares(mine, rao)
                : removeShares(mine, (shareValue(mine) * (rao % 101n)) / 100n)
            shares[who] = next.share
            pool = next
          }
          const owed = shares.reduce((sum, share) => sum + shareValue({ ...pool, share }), 0n)
          expect(owed).toBeLessThanOrEqual(pool.value)
          expect(pool.value - owed).toBeLessThan(1_000n)
        }
      }),
    )
  })

  it('tells when an amount is too small to give shares', () => {
    expect(canAddShares(EMPTY_POOL, 1n)).toBe(true)
    expect(canAddShares(addShares(EMPTY_POOL, 1_000_000n), 1n)).toBe(true)
    expect(canAddShares(addShares(EMPTY_POOL, 1_000_000n), 0n)).toBe(false)
  })
})
