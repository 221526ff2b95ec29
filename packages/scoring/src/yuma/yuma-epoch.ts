import { checkEpochInput } from './check-epoch-input.ts'
import { combineMechanisms } from './combine-mechanisms.ts'
import type { EpochInput } from './epoch-input.ts'
import type { EpochOutput } from './epoch-output.ts'
import { mechanismEpoch } from './mechanism-epoch.ts'
import { mechanismViews } from './mechanism-view.ts'
import { type EpochObserver, noObserver } from './observer.ts'
import { splitEmission } from './split-emission.ts'

/** An epoch with somebody looking on. */
export function observedEpoch(input: EpochInput, observer: EpochObserver): EpochOutput {
  checkEpochInput(input)
  const parts = splitEmission(input.emission, input.mechanisms?.map((mechanism) => mechanism.split) ?? [null])
  const results = mechanismViews(input).map((view, index) => {
    observer.mechanism(index, parts[index]!)
    return { emission: parts[index]!, output: mechanismEpoch(view, parts[index]!, observer) }
  })
  return combineMechanisms(results, input.emission)
}

/**
 * One epoch of Yuma consensus exactly as the chain computes it, in the same fixed-point numbers: every u16 and every
 * rao agrees. Source: spec 424, run_epoch.rs and mechanism.rs; docs/yuma.md tells the steps.
 *
 * @throws EPOCH_INPUT_INVALID when a uid is out of range or named twice in a row, or a number does not fit
 * @example
 * ```ts
 * import { yumaEpoch } from '@subnetkit/scoring'
 *
 * const { incentive, dividends, emission } = yumaEpoch({
 *   block: 1000, tempo: 360, emission: 1_000_000_000n, ownerUid: null,
 *   neurons: [
 *     { stake: 10n ** 12n, lastUpdate: 900, registeredAt: 1, validatorPermit: true, weights: [[1, 65535]], bonds: [] },
 *     { stake: 0n, lastUpdate: 2, registeredAt: 2, validatorPermit: false, weights: [], bonds: [] },
 *   ],
 *   hyperparameters: {
 *     kappa: 32767, activityCutoff: 5000, maxAllowedValidators: 64, stakeThreshold: 0n, bondsMovingAverage: 900_000,
 *     bondsPenalty: 65535, yuma3: true, liquidAlpha: false, alphaLow: 45875, alphaHigh: 58982, alphaSteepness: 1000,
 *     lastMechanismStep: 640,
 *   },
 * })
 * ```
 */
export const yumaEpoch = (input: EpochInput): EpochOutput => observedEpoch(input, noObserver)
