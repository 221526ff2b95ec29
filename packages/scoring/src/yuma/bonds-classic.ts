import { type BondsResult, bondsAlpha, movingAverage, oldBonds } from './bonds.ts'
import { i32f32 } from './fixed-point.ts'
import type { MechanismView } from './mechanism-view.ts'
import type { EpochObserver } from './observer.ts'
import { mapCells, normaliseColumns, rowSums, type SparseMatrix, upscaleColumns } from './sparse-matrix.ts'
import { normalise, type Vector } from './vector.ts'

/**
 * Steps 15 and 16a, the original Yuma: a bond is a validator's share in a miner, bought with stake × weight. Each
 * column sums to 1, so whoever bonds later thins out the others. Liquid alpha has no effect here.
 */
export function classicBonds(
  view: MechanismView,
  weightsForBonds: SparseMatrix,
  activeStake: Vector,
  incentive: Vector,
  observer: EpochObserver,
): BondsResult {
  const old = normaliseColumns(oldBonds(view, i32f32.of, observer))
  observer.matrix(16, 'old bonds by column', old)

  const bought = mapCells(weightsForBonds, (value, i) => i32f32.mul(value, activeStake[i]!))
  const fresh = normaliseColumns(bought)
  observer.matrix(16, 'new bonds by column', fresh)

  const alpha = bondsAlpha(view.hyperparameters.bondsMovingAverage)
  const bonds = normaliseColumns(movingAverage(fresh, old, alpha))
  observer.matrix(16, 'bonds', bonds)

  const earned = rowSums(mapCells(bonds, (value, _, j) => i32f32.mul(incentive[j]!, value)))
  const dividends = normalise(earned)
  observer.vector(16, 'dividends', dividends)

  const stored = upscaleColumns(bonds)
  observer.matrix(16, 'bonds as stored', stored)
  return { dividends, stored }
}
