import { minOf, saturatingSub, U64F64 } from '../subtensor/math/fixed-point.ts'
import { powerOfRatio } from './power-of-ratio.ts'

/*
 * A pool holds T TAO and A alpha with weights q and b, q + b = 1. The price of alpha is (b ÷ q) × (T ÷ A), and swaps
 * keep T^q × A^b. With even weights, where every pool starts, that is the plain T × A = constant. Weights move only
 * when the chain puts TAO and alpha into a pool in another proportion than its price, so that the price stays.
 *
 * Source: pallets/swap, pallet/balancer.rs.
 */

/** 1.0 as weights and exponentials have it. */
const ONE = 10n ** 18n

/** The weight of both sides of a new pool. */
export const EVEN = ONE / 2n

const LEAST_WEIGHT = ONE / 100n

/** What a swap depends on. */
export interface Pool {
  /** TAO in the pool, rao. */
  readonly tao: bigint
  /** Alpha in the pool, rao. */
  readonly alpha: bigint
  /** The weight of TAO, parts of 10^18. */
  readonly quote: bigint
}

const base = (pool: Pool): bigint => ONE - pool.quote

/** TAO per alpha in bits of U64F64; 0 without alpha. */
export const poolPrice = (pool: Pool): bigint =>
  pool.alpha === 0n
    ? 0n
    : U64F64.mul(
        U64F64.div(U64F64.of(base(pool)), U64F64.of(pool.quote)),
        U64F64.div(U64F64.of(pool.tao), U64F64.of(pool.alpha)),
      )

/** (reserve ÷ (reserve + added))^(p ÷ q) in bits of U64F64: the part of the other reserve that stays. */
const remaining = (reserve: bigint, added: bigint, p: bigint, q: bigint): bigint => {
  if (reserve + added === 0n) return 0n
  const scaled = powerOfRatio({
    base: [reserve, reserve + added],
    exponent: [p, q],
    precision: 256,
    scale: ONE,
  })
  return minOf(U64F64.div(U64F64.of(scaled), U64F64.of(ONE)), U64F64.one)
}

const leaving = (reserve: bigint, stays: bigint): bigint =>
  U64F64.toU64(U64F64.mul(U64F64.of(reserve), U64F64.sub(U64F64.one, stays)))

/** Alpha, in rao, that `tao` rao buy, fee apart. */
export const alphaFor = (pool: Pool, tao: bigint): bigint =>
  leaving(pool.alpha, remaining(pool.tao, tao, pool.quote, base(pool)))

/** TAO, in rao, that `alpha` rao fetch, fee apart. */
export const taoFor = (pool: Pool, alpha: bigint): bigint =>
  leaving(pool.tao, remaining(pool.alpha, alpha, base(pool), pool.quote))

/** reserve × ((from ÷ to)^weight − 1): what brings the price from one to the other. */
const toReach = (reserve: bigint, from: bigint, to: bigint, weight: bigint): bigint => {
  if (to === 0n) return 0n
  const scaled = powerOfRatio({ base: [from, to], exponent: [weight, ONE], precision: 1024, scale: ONE })
  const factor = U64F64.div(U64F64.of(minOf(scaled, (1n << 64n) - 1n)), U64F64.of(ONE))
  return U64F64.toU64(U64F64.mul(U64F64.of(reserve), U64F64.sub(factor, U64F64.one)))
}

/** TAO that raises the price to `target` (bits of U64F64). */
export const taoToReach = (pool: Pool, target: bigint): bigint =>
  toReach(pool.tao, target, poolPrice(pool), base(pool))

/** Alpha that lowers the price to `target` (bits of U64F64). */
export const alphaToReach = (pool: Pool, target: bigint): bigint =>
  toReach(pool.alpha, poolPrice(pool), target, pool.quote)

/** p ÷ q in parts of 10^18, both shortened first where q has more digits than that (`Perquintill::from_rational`). */
const perquintill = (p: bigint, q: bigint): bigint => {
  const factor = q > ONE ? (q + ONE - 1n) / ONE : 1n
  return ((p / factor) * ONE) / (q / factor)
}

/**
 * The weight of TAO after `tao` and `alpha` were put in, so that the price stays; undefined where that would push a
 * weight below 0.01, and then nothing may be put in.
 */
export const quoteAfterInjection = (pool: Pool, tao: bigint, alpha: bigint): bigint | undefined => {
  const weighed = (weight: bigint, amount: bigint) => (amount * weight + ONE / 2n) / ONE
  const alphaSide = weighed(base(pool), pool.tao * (pool.alpha + alpha))
  const taoSide = weighed(pool.quote, pool.alpha * (pool.tao + tao))
  const sum = alphaSide + taoSide
  const quote = sum === 0n ? EVEN : perquintill(taoSide, sum)
  return quote >= LEAST_WEIGHT && saturatingSub(ONE, quote) >= LEAST_WEIGHT ? quote : undefined
}
