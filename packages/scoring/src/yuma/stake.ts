import { i32f32, i64f64 } from './fixed-point.ts'
import type { MechanismView } from './mechanism-view.ts'
import type { EpochObserver } from './observer.ts'
import { maskVector, normalise, type Vector } from './vector.ts'

/** Who counts, and for how much: steps 1 to 4. */
export interface Standing {
  readonly active: readonly boolean[]
  /** Shares of all stake. */
  readonly stake: Vector
  /** Permits out of the previous epoch, the owner's included: who may speak in this one. */
  readonly permits: readonly boolean[]
  /** Permits for the next epoch. */
  readonly newPermits: readonly boolean[]
  /** Shares of the stake of those who are active and may speak. */
  readonly activeStake: Vector
}

/** Uids in ascending order of stake, equal stakes by uid; the last `count` of those with any stake. */
function topByStake(stake: Vector, count: number): boolean[] {
  const ascending = [...stake.keys()].sort((a, b) =>
    stake[a]! < stake[b]! ? -1 : stake[a]! > stake[b]! ? 1 : a - b,
  )
  const losers = new Set(ascending.slice(0, Math.max(0, stake.length - count)))
  return stake.map((value, uid) => value > 0n && !losers.has(uid))
}

const withOwner = (permits: readonly boolean[], ownerUid: number | null): boolean[] =>
  permits.map((permit, uid) => permit || uid === ownerUid)

/** Steps 1 to 4: who is active, stake shares, permits old and new, and the stake that speaks. */
export function standingOf(view: MechanismView, observer: EpochObserver): Standing {
  const { block, ownerUid, hyperparameters } = view

  const inactive = view.lastUpdate.map((updated) => updated + hyperparameters.activityCutoff < block)
  const active = inactive.map((is) => !is)
  observer.flags(1, 'active', active)

  // The threshold is compared with whole rao. The owner is let through below it, for what its stake is worth.
  const counted = view.stake.map((value, uid) =>
    uid !== ownerUid && i64f64.floor(value) < hyperparameters.stakeThreshold ? 0n : value,
  )
  const stake = normalise(counted, i64f64).map((value) => i32f32.from(value, i64f64))
  observer.vector(2, 'stake', stake)

  const permits = withOwner(view.permits, ownerUid)
  const newPermits = withOwner(topByStake(stake, hyperparameters.maxAllowedValidators), ownerUid)
  observer.flags(3, 'permits of the previous epoch', permits)
  observer.flags(3, 'permits for the next epoch', newPermits)

  const silent = permits.map((permit, uid) => !permit || inactive[uid]!)
  const activeStake = normalise(maskVector(stake, silent))
  observer.vector(4, 'active stake', activeStake)

  return { active, stake, permits, newPermits, activeStake }
}
