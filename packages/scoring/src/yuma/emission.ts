import { i32f32, i96f32 } from './fixed-point.ts'
import type { EpochObserver } from './observer.ts'
import type { Standing } from './stake.ts'
import { divideBy, normalise, sum, type Vector } from './vector.ts'

/** Who gets how much of a mechanism's emission, in rao by uid. */
export interface Emission {
  readonly server: readonly bigint[]
  readonly validator: readonly bigint[]
  readonly combined: readonly bigint[]
}

/** Steps 17 and 18: shares of miners and validators, and what they are worth in rao, each cut down to a whole one. */
export function shareOut(
  emission: bigint,
  incentive: Vector,
  dividends: Vector,
  standing: Standing,
  observer: EpochObserver,
): Emission {
  const both = incentive.map((value, uid) => i32f32.add(value, dividends[uid]!))
  const total = sum(both)
  const server = divideBy(incentive, total)
  let validator = divideBy(dividends, total)
  let combined = normalise(both)
  if (total === 0n) {
    // Nobody judged, or judgements led nowhere: the emission follows stake.
    const fallback = sum(standing.activeStake) === 0n ? standing.stake : standing.activeStake
    validator = fallback
    combined = fallback
  }
  observer.vector(17, 'share of miners', server)
  observer.vector(17, 'share of validators', validator)
  observer.vector(17, 'share of both', combined)

  const amount = i96f32.of(emission)
  const inRao = (shares: Vector): bigint[] =>
    shares.map((share) => i96f32.floor(i96f32.mul(i96f32.from(share, i32f32), amount)))
  const result = { server: inRao(server), validator: inRao(validator), combined: inRao(combined) }
  observer.vector(18, 'emission of miners', result.server, 0)
  observer.vector(18, 'emission of validators', result.validator, 0)
  observer.vector(18, 'emission', result.combined, 0)
  return result
}
