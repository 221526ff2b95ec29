import { maxOf, saturatingSub } from './fixed-point.ts'

export interface LockHistory {
  /** What the last subnet paid, rao. */
  readonly lastLock: bigint
  /** Block of the last subnet registration, 0 before the first. */
  readonly lastBlock: bigint
  /** `NetworkMinLockCost`, rao. */
  readonly minLock: bigint
  /** `NetworkLockReductionInterval`, blocks. */
  readonly reductionInterval: bigint
  /** TAO minted in a block now, rao: when it halves, the price falls twice as fast. */
  readonly blockEmission: bigint
}

/**
 * What registering a subnet costs in rao: twice what the last one paid, falling back in a straight line over 14 days.
 *
 * Source: pallets/subtensor, coinbase/root.rs, `get_network_lock_cost`.
 */
export const lockCost = (history: LockHistory, now: bigint): bigint => {
  const { lastLock, lastBlock, minLock, reductionInterval, blockEmission } = history
  const interval = (reductionInterval * blockEmission) / 1_000_000_000n
  const perBlock = interval === 0n ? 0n : lastLock / interval
  const start = lastLock * (lastBlock === 0n ? 1n : 2n)
  return maxOf(saturatingSub(start, perBlock * saturatingSub(now, lastBlock)), minLock)
}
