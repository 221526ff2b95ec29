import type { ChainContext } from '../../chain-context.ts'
import { errors } from './errors.ts'
import { minOf, saturatingSub } from './math/fixed-point.ts'
import { storage } from './storage.ts'

/*
 * When a subnet's epochs run: every `Tempo` blocks, counted from LastEpochBlock, or when one was triggered or put off
 * (PendingEpochAt). Source: pallets/subtensor, coinbase/run_coinbase.rs and utils/misc.rs.
 */

/** The longest tempo an owner may set; without an epoch for longer, one is due whatever the schedule says. */
export const MAX_TEMPO = 50_400

/** The shortest tempo an owner may set. */
export const MIN_TEMPO = 360

/** Whether a subnet's epoch is due in the block that is being built. */
export function isEpochDue(chain: ChainContext, netuid: number): boolean {
  const tempo = storage.Tempo.get(chain, netuid)
  if (tempo === 0) return false
  const now = BigInt(chain.block)
  const pending = storage.PendingEpochAt.get(chain, netuid)
  if (pending > 0n && now >= pending) return true
  if (storage.BlocksSinceLastStep.get(chain, netuid) > BigInt(MAX_TEMPO)) return true
  return saturatingSub(now, storage.LastEpochBlock.get(chain, netuid)) >= BigInt(tempo)
}

/** The block of the next epoch; undefined for a subnet that has none. */
export function nextEpochBlock(chain: ChainContext, netuid: number): bigint | undefined {
  const tempo = storage.Tempo.get(chain, netuid)
  if (tempo === 0) return undefined
  const scheduled = storage.LastEpochBlock.get(chain, netuid) + BigInt(tempo)
  const pending = storage.PendingEpochAt.get(chain, netuid)
  return pending > 0n ? minOf(scheduled, pending) : scheduled
}

/** Blocks until the schedule's next epoch, whether or not another is triggered. */
export const blocksUntilEpoch = (chain: ChainContext, netuid: number): bigint => {
  const tempo = BigInt(storage.Tempo.get(chain, netuid))
  return saturatingSub(storage.LastEpochBlock.get(chain, netuid) + tempo, BigInt(chain.block))
}

/** Whether the next epoch is too near for hyperparameters to change. */
export function isFrozen(chain: ChainContext, netuid: number): boolean {
  if (storage.Tempo.get(chain, netuid) === 0) return false
  if (storage.PendingEpochAt.get(chain, netuid) > BigInt(chain.block)) return true
  return blocksUntilEpoch(chain, netuid) < BigInt(storage.AdminFreezeWindow.get(chain))
}

/** @throws errors.AdminActionProhibitedDuringWeightsWindow in the last blocks of an epoch */
export const ensureNotFrozen = (chain: ChainContext, netuid: number): void => {
  if (isFrozen(chain, netuid)) throw errors.AdminActionProhibitedDuringWeightsWindow()
}

/** Blocks without weights after which a validator is inactive. */
export const activityCutoff = (chain: ChainContext, netuid: number): number => {
  const factor = storage.ActivityCutoffFactorMilli.get(chain, netuid)
  return Math.max(1, Math.floor((factor * storage.Tempo.get(chain, netuid)) / 1000))
}
