import { add, isZero, mulDiv, type SafeFloat, safeFloat, subtract, toU64, ZERO } from './safe-float.ts'

/**
 * The stake of one hotkey on one subnet, as its nominators share it (crate `share-pool`): a value in rao that
 * belongs to all, the total of shares, and one coldkey's shares. Emission raises `value` alone, so that everybody
 * gains in proportion without being written.
 */
export interface SharePool {
  readonly value: bigint
  readonly total: SafeFloat
  readonly share: SafeFloat
}

/** What the shares of the pool are worth now, rounded down. */
export const shareValue = ({ value, total, share }: SharePool): bigint =>
  toU64(mulDiv(safeFloat(value), share, total))

/** Shares that stand for `amount` rao; 0 when the pool cannot tell so little apart. */
const sharesFor = ({ value, total }: SharePool, amount: bigint): SafeFloat =>
  mulDiv(safeFloat(amount), total, safeFloat(value))

/** Whether adding `amount` would give any shares (`sim_update_value_for_one`). */
export const canAddShares = (pool: SharePool, amount: bigint): boolean =>
  isZero(pool.total) || !isZero(sharesFor(pool, amount))

/** Puts `amount` rao in for the coldkey of `share`. */
export const addShares = (pool: SharePool, amount: bigint): SharePool => {
  const value = pool.value + amount
  // The first to come gets shares 1:1, with whatever value an empty pool was left with.
  if (isZero(pool.total)) return { value, total: safeFloat(amount), share: safeFloat(amount) }
  const shares = sharesFor(pool, amount)
  return { value, total: add(pool.total, shares), share: add(pool.share, shares) }
}

/** Takes `amount` rao, which must not be more than {@link shareValue}, out for the coldkey of `share`. */
export const removeShares = (pool: SharePool, amount: bigint): SharePool => {
  const value = pool.value > amount ? pool.value - amount : 0n
  const shares = sharesFor(pool, amount)
  return { value, total: subtract(pool.total, shares), share: subtract(pool.share, shares) }
}

/** A pool that nobody put anything into. */
export const EMPTY_POOL: SharePool = { value: 0n, total: ZERO, share: ZERO }
