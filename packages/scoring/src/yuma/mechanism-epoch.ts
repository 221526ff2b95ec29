import { weightsForBonds } from './bonds.ts'
import { classicBonds } from './bonds-classic.ts'
import { yuma3Bonds } from './bonds-yuma3.ts'
import { agree } from './consensus.ts'
import { shareOut } from './emission.ts'
import type { EpochOutput } from './epoch-output.ts'
import { toShare } from './fixed-point.ts'
import type { MechanismView } from './mechanism-view.ts'
import type { EpochObserver } from './observer.ts'
import { standingOf } from './stake.ts'
import { countedWeights } from './weights.ts'

/**
 * The epoch of one mechanism, steps 1 to 19. Source: run_epoch.rs, `epoch_mechanism`.
 */
export function mechanismEpoch(
  view: MechanismView,
  emission: bigint,
  observer: EpochObserver,
): Omit<EpochOutput, 'mechanisms'> {
  const { yuma3, bondsPenalty } = view.hyperparameters
  const standing = standingOf(view, observer)
  const { activeStake, newPermits } = standing
  const weights = countedWeights(view, standing, observer)
  const { consensus, clipped, validatorTrust, incentive } = agree(view, weights, activeStake, observer)
  const forBonds = weightsForBonds(weights, clipped, bondsPenalty, observer)
  const { dividends, stored } = yuma3
    ? yuma3Bonds(view, forBonds, activeStake, consensus, incentive, observer)
    : classicBonds(view, forBonds, activeStake, incentive, observer)
  const shares = shareOut(emission, incentive, dividends, standing, observer)

  return {
    consensus: consensus.map(toShare),
    incentive: incentive.map(toShare),
    dividends: dividends.map(toShare),
    validatorTrust: validatorTrust.map(toShare),
    validatorPermit: newPermits,
    stakeWeight: standing.stake.map(toShare),
    active: standing.active,
    emission: shares.combined,
    serverEmission: shares.server,
    validatorEmission: shares.validator,
    // Whoever has no permit for the next epoch keeps no bonds.
    bonds: stored.map((row, i) =>
      newPermits[i] ? row.map(([j, value]) => [j, toShare(value)] as const) : [],
    ),
  }
}
