import { maxOf, minOf, U64F64 } from './fixed-point.ts'

/*
 * What registering a neuron costs. The price decays by itself, to a half in `BurnHalfLife` blocks, and every
 * registration raises it by `BurnIncreaseMult`: many newcomers make it dear, quiet makes it cheap again.
 *
 * Source: pallets/subtensor, subnets/registration.rs and utils/misc.rs.
 */

const ONE = 1n << 32n
const HALF = 1n << 31n

const mulQ32 = (a: bigint, b: bigint): bigint => (a * b) >> 32n

const powQ32 = (base: bigint, exponent: number): bigint => {
  let result = ONE
  let factor = base
  for (let power = exponent; power > 0; power >>= 1) {
    if (power & 1) result = mulQ32(result, factor)
    factor = mulQ32(factor, factor)
  }
  return result
}

const factors = new Map<number, bigint>()

/** The factor of one block as parts of 2^32: the largest whose `halfLife`-th power is not above a half. */
export const decayFactor = (halfLife: number): bigint => {
  if (halfLife === 0) return ONE
  const known = factors.get(halfLife)
  if (known !== undefined) return known
  let low = 0n
  let high = ONE
  while (low + 1n < high) {
    const middle = (low + high) >> 1n
    if (powQ32(middle, halfLife) > HALF) high = middle
    else low = middle
  }
  factors.set(halfLife, low)
  return low
}

export interface BurnBounds {
  readonly min: bigint
  readonly max: bigint
}

/** Into the bounds, the upper one last, as the runtime does. */
const clamp = (price: bigint, { min, max }: BurnBounds): bigint => minOf(maxOf(price, min), max)

/** The price one block later, in rao. */
export const decayedBurn = (price: bigint, halfLife: number, bounds: BurnBounds): bigint =>
  clamp(mulQ32(price, decayFactor(halfLife)), bounds)

/** The price after one registration, in rao; `multiplier` in bits of U64F64, never less than 1. */
export const raisedBurn = (price: bigint, multiplier: bigint, bounds: BurnBounds): bigint =>
  clamp(U64F64.toU64(U64F64.mul(U64F64.of(price), maxOf(multiplier, U64F64.one))), bounds)
