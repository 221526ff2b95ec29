import type { ChainContext } from '../../chain-context.ts'
import type { Origin } from '../../origin.ts'
import { blocksUntilEpoch, ensureNotFrozen, MAX_TEMPO, MIN_TEMPO } from './epoch-schedule.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { ensureOwner, ensureOwnerOrRoot } from './owner.ts'
import { type LimitedAction, passesLimit, recordAction } from './rate-limits.ts'
import { storage } from './storage.ts'

/*
 * An owner may change the pace of epochs, or have one soon. Source: pallets/subtensor, coinbase/tempo_control.rs.
 */

/** Sets the tempo; the next epoch is a whole tempo away then. */
export function applyTempo(chain: ChainContext, netuid: number, tempo: number): void {
  storage.Tempo.set(chain, netuid, tempo)
  chain.emit(events.TempoSet(netuid, tempo))
  storage.LastEpochBlock.set(chain, netuid, BigInt(chain.block))
}

/** The owner's way: within bounds, not near an epoch, not twice in 360 blocks. */
export function setTempo(chain: ChainContext, origin: Origin, netuid: number, tempo: number): void {
  const who = ensureOwner(chain, origin, netuid)
  if (tempo < MIN_TEMPO || tempo > MAX_TEMPO) throw errors.TempoOutOfBounds()
  ensureNotFrozen(chain, netuid)
  if (!passesLimit(chain, who, netuid, { type: 'tempo' })) throw errors.TxRateLimitExceeded()
  applyTempo(chain, netuid, tempo)
  recordAction(chain, who, netuid, { type: 'tempo' })
}

const FACTOR: LimitedAction = { type: 'hyperparameter', which: 'ActivityCutoffFactorMilli' }

/** After how many tempos ÷ 1000 without weights a validator is inactive. Root is bound by no window. */
export function setActivityCutoffFactor(
  chain: ChainContext,
  origin: Origin,
  netuid: number,
  factor: number,
): void {
  const owner = ensureOwnerOrRoot(chain, origin, netuid)
  if (factor < 1_000 || factor > 50_000) throw errors.ActivityCutoffFactorMilliOutOfBounds()
  if (owner !== undefined) {
    ensureNotFrozen(chain, netuid)
    if (!passesLimit(chain, owner, netuid, FACTOR)) throw errors.TxRateLimitExceeded()
  }
  storage.ActivityCutoffFactorMilli.set(chain, netuid, factor)
  chain.emit(events.ActivityCutoffFactorMilliSet({ netuid, factor_milli: factor }))
  if (owner !== undefined) recordAction(chain, owner, netuid, FACTOR)
}

const TRIGGER: LimitedAction = { type: 'hyperparameter', which: 'TriggerEpoch' }

/** Has an epoch run when the freeze window from now on is over. */
export function triggerEpoch(chain: ChainContext, origin: Origin, netuid: number): void {
  const who = ensureOwner(chain, origin, netuid)
  if (storage.CommitRevealWeightsEnabled.get(chain, netuid)) throw errors.DynamicTempoBlockedByCommitReveal()
  if (storage.PendingEpochAt.get(chain, netuid) !== 0n) throw errors.EpochTriggerAlreadyPending()
  const window = BigInt(storage.AdminFreezeWindow.get(chain))
  const scheduled = storage.Tempo.get(chain, netuid) > 0
  if (scheduled && blocksUntilEpoch(chain, netuid) < window) throw errors.AutoEpochAlreadyImminent()
  if (!passesLimit(chain, who, netuid, TRIGGER)) throw errors.TxRateLimitExceeded()
  const fires = BigInt(chain.block) + window
  storage.PendingEpochAt.set(chain, netuid, fires)
  recordAction(chain, who, netuid, TRIGGER)
  chain.emit(events.EpochTriggered({ netuid, by: who, fires_at: fires }))
}
