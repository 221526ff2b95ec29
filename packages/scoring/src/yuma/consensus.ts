import { clamp, i32f32, ofShare } from './fixed-point.ts'
import type { MechanismView } from './mechanism-view.ts'
import type { EpochObserver } from './observer.ts'
import { columnSums, mapCells, rowSums, type SparseMatrix } from './sparse-matrix.ts'
import { normalise, sum, type Vector } from './vector.ts'
import { weightedMedian } from './weighted-median.ts'

/** What the validators agree on: steps 10 to 13. */
export interface Consensus {
  readonly consensus: Vector
  readonly clipped: SparseMatrix
  readonly validatorTrust: Vector
  readonly incentive: Vector
}

/** The median of each column over the validators that have active stake; a missing weight counts as 0. */
function consensusOf(weights: SparseMatrix, activeStake: Vector, kappa: bigint): Vector {
  const voters = [...activeStake.keys()].filter((uid) => activeStake[uid]! > 0n)
  const shares = normalise(voters.map((uid) => activeStake[uid]!))
  const total = sum(shares)
  const minority = i32f32.sub(total, kappa)
  const columns = weights.map(() => new Array<bigint>(voters.length).fill(0n))
  voters.forEach((uid, k) => {
    for (const [j, value] of weights[uid]!) columns[j]![k] = value
  })
  return columns.map((scores) => weightedMedian(shares, scores, minority, total))
}

/** Steps 10 to 13: consensus, clipped weights, trust of validators, incentive of miners. */
export function agree(
  view: MechanismView,
  weights: SparseMatrix,
  activeStake: Vector,
  observer: EpochObserver,
): Consensus {
  const consensus = consensusOf(weights, activeStake, ofShare(view.hyperparameters.kappa))
  observer.vector(10, 'consensus', consensus)

  // A positive weight for a miner without consensus disappears; a zero that was sent stays a cell.
  const clipped = weights.map((row) =>
    row
      .filter(([j, value]) => value <= consensus[j]! || consensus[j]! > 0n)
      .map(([j, value]) => [j, clamp(value, 0n, consensus[j]!)] as const),
  )
  observer.matrix(11, 'clipped weights', clipped)

  const validatorTrust = rowSums(clipped)
  observer.vector(12, 'validator trust', validatorTrust)

  const rank = columnSums(mapCells(clipped, (value, i) => i32f32.mul(activeStake[i]!, value)))
  observer.vector(13, 'rank', rank)
  const incentive = normalise(rank)
  observer.vector(13, 'incentive', incentive)

  return { consensus, clipped, validatorTrust, incentive }
}
