import { saturatingSub, U16_MAX, U64F64 } from '../subtensor/math/fixed-point.ts'
import { alphaFor, alphaToReach, type Pool, poolPrice, taoFor, taoToReach } from './balancer.ts'
import { swapErrors } from './errors.ts'

/** The least a side must hold to pay anything, rao. */
const LEAST_RESERVE = 1_000_000n
/** A swap may bring at most this many times what the pool holds. */
const MOST_INPUT = 1_000n
const RAO_PER_TOKEN = 1_000_000_000n

/** No price is above it: 10^6 TAO for one alpha, in rao. */
export const MAX_PRICE = 1_000_000_000_000_000n
/** No price is below it, in rao for one alpha. */
export const MIN_PRICE = 1_000n

/** What a swap did. */
export interface Swap {
  /** Input that went into the pool. */
  readonly paidIn: bigint
  readonly paidOut: bigint
  /** Input that goes to the block's author. What is left of the amount was not taken. */
  readonly fee: bigint
}

export interface SwapTerms {
  readonly amount: bigint
  /** Parts of 65535; 0 for the chain's own swaps. */
  readonly feeRate: number
  /** Rao for one alpha: beyond it nothing is swapped. */
  readonly limitPrice: bigint
}

/** One direction of swapping, in terms of the balancer. */
interface Side {
  reserveIn(pool: Pool): bigint
  reserveOut(pool: Pool): bigint
  out(pool: Pool, amount: bigint): bigint
  after(pool: Pool, paidIn: bigint, paidOut: bigint): Pool
  toReach(pool: Pool, price: bigint): bigint
  /** Whether `price` is before `limit` in the direction that the price moves. */
  before(price: bigint, limit: bigint): boolean
}

const buying: Side = {
  reserveIn: (pool) => pool.tao,
  reserveOut: (pool) => pool.alpha,
  out: alphaFor,
  after: (pool, tao, alpha) => ({ ...pool, tao: pool.tao + tao, alpha: saturatingSub(pool.alpha, alpha) }),
  toReach: taoToReach,
  before: (price, limit) => price < limit,
}

const selling: Side = {
  reserveIn: (pool) => pool.alpha,
  reserveOut: (pool) => pool.tao,
  out: taoFor,
  after: (pool, alpha, tao) => ({ ...pool, alpha: pool.alpha + alpha, tao: saturatingSub(pool.tao, tao) }),
  toReach: alphaToReach,
  before: (price, limit) => price > limit,
}

/** The fee on an amount, rounded down. */
export const feeOn = (amount: bigint, feeRate: number): bigint =>
  U64F64.toU64(U64F64.mul(U64F64.of(amount), U64F64.div(U64F64.of(feeRate), U64F64.of(U16_MAX))))

/** The fee on top of an amount that goes into the pool, where a limit cut the swap short. */
const feeOver = (paidIn: bigint, feeRate: number): bigint =>
  U64F64.toU64(
    U64F64.mul(U64F64.of(paidIn), U64F64.div(U64F64.of(feeRate), U64F64.of(BigInt(U16_MAX - feeRate)))),
  )

const swap = (side: Side, pool: Pool, { amount, feeRate, limitPrice }: SwapTerms): Swap => {
  const fee = feeOn(amount, feeRate)
  const net = amount - fee
  if (net > side.reserveIn(pool) * MOST_INPUT) throw swapErrors.SwapInputTooLarge()
  if (side.reserveOut(pool) < LEAST_RESERVE) throw swapErrors.ReservesTooLow()
  const limit = U64F64.div(U64F64.of(limitPrice), U64F64.of(RAO_PER_TOKEN))
  if (!side.before(poolPrice(pool), limit)) throw swapErrors.PriceLimitExceeded()

  const finalPrice = poolPrice(side.after(pool, net, side.out(pool, net)))
  const fits = finalPrice === limit || side.before(finalPrice, limit)
  const paidIn = fits ? net : side.toReach(pool, limit)
  const paidOut = side.out(pool, paidIn)
  if (paidIn > 0n && paidOut === 0n) throw swapErrors.ReservesTooLow()
  if (side.reserveOut(pool) < paidOut) throw swapErrors.InsufficientLiquidity()
  return { paidIn, paidOut, fee: fits ? fee : feeOver(paidIn, feeRate) }
}

/**
 * Buys alpha with TAO. Source: pallets/swap, pallet/impls.rs and swap_step.rs.
 *
 * @throws swapErrors SwapInputTooLarge, ReservesTooLow, PriceLimitExceeded, InsufficientLiquidity
 */
export const buyAlpha = (pool: Pool, terms: SwapTerms): Swap => swap(buying, pool, terms)

/**
 * Sells alpha for TAO.
 *
 * @throws swapErrors SwapInputTooLarge, ReservesTooLow, PriceLimitExceeded, InsufficientLiquidity
 */
export const sellAlpha = (pool: Pool, terms: SwapTerms): Swap => swap(selling, pool, terms)
