import { i32f32 } from './fixed-point.ts'
import type { MechanismView } from './mechanism-view.ts'
import type { EpochObserver } from './observer.ts'
import { keepCells, normaliseRows, type SparseMatrix } from './sparse-matrix.ts'
import type { Standing } from './stake.ts'

/** Steps 5 to 9: the weights that count, in rows that sum to 1. */
export function countedWeights(
  view: MechanismView,
  standing: Standing,
  observer: EpochObserver,
): SparseMatrix {
  const { ownerUid, lastUpdate, registeredAt, earliestCommit } = view

  let weights: SparseMatrix = view.weights.map((row) =>
    row.map(([uid, value]) => [uid, i32f32.of(value)] as const),
  )
  weights = keepCells(weights, (i) => standing.permits[i]!)
  observer.matrix(5, 'weights of permitted validators', weights)

  weights = keepCells(weights, (i, j) => i !== j || i === ownerUid)
  observer.matrix(6, 'without weights for oneself', weights)

  // A weight that is not newer than the registration was meant for whoever had the uid before.
  weights = keepCells(weights, (i, j) => lastUpdate[i]! > registeredAt[j]!)
  observer.matrix(7, 'without weights older than the miner', weights)

  // The same with commit-reveal: what is revealed now was decided when it was committed.
  weights = keepCells(weights, (i, j) => earliestCommit[i]! >= registeredAt[j]!)
  observer.matrix(8, 'without weights committed before the miner came', weights)

  weights = normaliseRows(weights)
  observer.matrix(9, 'weights', weights)
  return weights
}
