import { scoringErrors } from '../errors.ts'
import type { EpochHyperparameters, EpochInput, EpochMechanism, Pair } from './epoch-input.ts'
import { i64f64 } from './fixed-point.ts'
import type { Vector } from './vector.ts'

/** What the epoch of one mechanism reads, as lists by uid. */
export interface MechanismView {
  readonly n: number
  readonly block: number
  readonly tempo: number
  readonly ownerUid: number | null
  readonly hyperparameters: EpochHyperparameters
  /** Stake weight in rao, I64F64. */
  readonly stake: Vector
  readonly registeredAt: readonly number[]
  /** Permits out of the previous epoch. */
  readonly permits: readonly boolean[]
  readonly lastUpdate: readonly number[]
  readonly weights: readonly (readonly Pair[])[]
  readonly bonds: readonly (readonly Pair[])[]
  /** The block of the earliest live commit, Infinity where there is none. */
  readonly earliestCommit: readonly number[]
}

/** The views of a subnet's mechanisms; a subnet without a list of them has one, kept in its neurons. */
export function mechanismViews(input: EpochInput): MechanismView[] {
  const { neurons, block, tempo, ownerUid, hyperparameters } = input
  const shared = {
    n: neurons.length,
    block,
    tempo,
    ownerUid,
    hyperparameters,
    stake: neurons.map((neuron) => i64f64.add(i64f64.of(neuron.stake), neuron.stakeFraction ?? 0n)),
    registeredAt: neurons.map((neuron) => neuron.registeredAt),
    permits: neurons.map((neuron) => neuron.validatorPermit),
  }
  const ownCommits = neurons.map((neuron) => neuron.earliestCommit ?? null)
  const mechanisms: readonly Omit<EpochMechanism, 'split'>[] = input.mechanisms ?? [
    {
      lastUpdate: neurons.map((neuron) => neuron.lastUpdate),
      weights: neurons.map((neuron) => neuron.weights),
      bonds: neurons.map((neuron) => neuron.bonds),
    },
  ]
  return mechanisms.map(({ lastUpdate, weights, bonds, earliestCommit }) => {
    for (const list of [lastUpdate, weights, bonds, earliestCommit ?? ownCommits]) {
      if (list.length !== shared.n) {
        throw scoringErrors.EPOCH_INPUT_INVALID({
          problem: `a mechanism has a list of ${list.length} for ${shared.n} neurons`,
        })
      }
    }
    return {
      ...shared,
      lastUpdate,
      weights,
      bonds,
      earliestCommit: (earliestCommit ?? ownCommits).map((commit) => commit ?? Number.POSITIVE_INFINITY),
    }
  })
}
