import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DispatchFailure } from '../../dispatch-error.ts'
import { U64F64 } from '../subtensor/math/fixed-point.ts'
import { EVEN, type Pool, poolPrice, quoteAfterInjection } from './balancer.ts'
import { buyAlpha, feeOn, MAX_PRICE, MIN_PRICE, sellAlpha } from './swap.ts'

const TAO = 1_000_000_000n
const pool: Pool = { tao: 1000n * TAO, alpha: 1000n * TAO, quote: EVEN }
const rate = 33

const failing = (body: () => unknown): string => {
  try {
    body()
  } catch (error) {
    if (error instanceof DispatchFailure) return error.message
    throw error
  }
  return 'nothing'
}

describe('pools (facts 7.5)', () => {
  it('start at the price of their reserves', () => {
    expect(poolPrice(pool)).toBe(U64F64.one)
    expect(poolPrice({ ...pool, tao: 500n * TAO })).toBe(U64F64.one / 2n)
    expect(poolPrice({ ...pool, alpha: 0n })).toBe(0n)
  })

  it('take 33 parts of 65535 as the fee, before anything else', () => {
    expect(feeOn(100n * TAO, rate)).toBe(50_354_772n)
    const { paidIn, fee } = buyAlpha(pool, { amount: 100n * TAO, feeRate: rate, limitPrice: MAX_PRICE })
    expect(paidIn + fee).toBe(100n * TAO)
    expect(fee).toBe(50_354_772n)
  })

  it('keep the product of their reserves', () => {
    const { paidOut } = buyAlpha(pool, { amount: 1000n * TAO, feeRate: 0, limitPrice: MAX_PRICE })
    expect(paidOut).toBe(500n * TAO)
    expect(sellAlpha(pool, { amount: 1000n * TAO, feeRate: 0, limitPrice: MIN_PRICE }).paidOut).toBe(
      500n * TAO,
    )
  })

  it('never give more than they got: buying and selling back does not gain', () => {
    const amount = fc.bigInt({ min: 1_000n, max: 10n ** 15n })
    const reserve = fc.bigInt({ min: 10n ** 9n, max: 10n ** 15n })
    const quote = fc.bigInt({ min: EVEN / 2n, max: EVEN + EVEN / 2n })
    fc.assert(
      fc.property(reserve, reserve, quote, amount, (tao, alpha, q, spend) => {
        const start = { tao, alpha, quote: q }
        const most = MAX_PRICE * 1000n
        fc.pre(failing(() => buyAlpha(start, { amount: spend, feeRate: 0, limitPrice: most })) === 'nothing')
        const bought = buyAlpha(start, { amount: spend, feeRate: 0, limitPrice: most })
        const then = { ...start, tao: tao + bought.paidIn, alpha: alpha - bought.paidOut }
        const back = { amount: bought.paidOut, feeRate: 0, limitPrice: 0n }
        fc.pre(failing(() => sellAlpha(then, back)) === 'nothing')
        const sold = sellAlpha(then, back)
        return sold.paidOut <= spend
      }),
      { numRuns: 60 },
    )
  })

  it('stop at the price limit and leave the rest', () => {
    const limitPrice = (TAO * 121n) / 100n
    const { paidIn, fee } = buyAlpha(pool, { amount: 500n * TAO, feeRate: rate, limitPrice })
    // √1.21 = 1.1: a tenth more TAO raises the price to the limit.
    expect(paidIn).toBe(100n * TAO - 1n)
    expect(fee).toBe(50_380_141n)
    const down = sellAlpha(pool, { amount: 500n * TAO, feeRate: 0, limitPrice: (TAO * 100n) / 121n })
    expect(down.paidIn).toBeGreaterThanOrEqual(100n * TAO - 1_000n)
    expect(down.paidIn).toBeLessThanOrEqual(100n * TAO + 1_000n)
  })

  it('refuse what they cannot swap', () => {
    const buy = (amount: bigint, limitPrice = MAX_PRICE, from = pool) =>
      failing(() => buyAlpha(from, { amount, feeRate: rate, limitPrice }))
    expect(buy(TAO, TAO)).toBe('Swap.PriceLimitExceeded')
    expect(buy(1_100_000n * TAO)).toBe('Swap.SwapInputTooLarge')
    expect(buy(TAO, MAX_PRICE, { ...pool, alpha: 999_999n })).toBe('Swap.ReservesTooLow')
    expect(buy(1n, MAX_PRICE, { ...pool, alpha: 2_000_000n })).toBe('Swap.ReservesTooLow')
  })

  it('keep their price when the chain puts something in, or take nothing', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 10n })
    fc.assert(
      fc.property(amount, amount, (tao, alpha) => {
        const quote = quoteAfterInjection(pool, tao, alpha)!
        const after = poolPrice({ tao: pool.tao + tao, alpha: pool.alpha + alpha, quote })
        const gap = after - poolPrice(pool)
        return (gap < 0n ? -gap : gap) < U64F64.one / 10n ** 15n
      }),
    )
    expect(quoteAfterInjection(pool, 200_000n * TAO, 0n)).toBeUndefined()
    expect(quoteAfterInjection({ ...pool, tao: 0n, alpha: 0n }, 0n, 0n)).toBe(EVEN)
  })
})
