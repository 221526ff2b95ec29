import { type BondsResult, bondsAlpha, movingAverage, oldBonds } from './bonds.ts'
import { i32f32, ofShare } from './fixed-point.ts'
import { liquidAverage } from './liquid-alpha.ts'
import type { MechanismView } from './mechanism-view.ts'
import type { EpochObserver } from './observer.ts'
import { mapCells, normaliseColumns, rowSums, type SparseMatrix } from './sparse-matrix.ts'
import { normalise, type Vector } from './vector.ts'

/**
 * Steps 15 and 16b, Yuma3: a bond is how far a validator has come in believing in a miner, 0 to 1, whatever its stake
 * and the other validators do. Stake enters only with the dividends.
 */
export function yuma3Bonds(
  view: MechanismView,
  weightsForBonds: SparseMatrix,
  activeStake: Vector,
  consensus: Vector,
  incentive: Vector,
  observer: EpochObserver,
): BondsResult {
  const { liquidAlpha, alphaLow, alphaHigh, alphaSteepness, bondsMovingAverage } = view.hyperparameters
  const old = oldBonds(view, ofShare, observer)

  // Without any consensus there is nothing to be ahead of.
  const liquid = liquidAlpha && consensus.some((value) => value !== 0n)
  const bonds = liquid
    ? liquidAverage(weightsForBonds, old, consensus, {
        low: ofShare(alphaLow),
        high: ofShare(alphaHigh),
        steepness: i32f32.of(alphaSteepness),
      })
    : movingAverage(weightsForBonds, old, bondsAlpha(bondsMovingAverage))
  observer.matrix(16, 'bonds', bonds)

  const byColumn = normaliseColumns(bonds)
  observer.matrix(16, 'bonds by column', byColumn)

  const earned = rowSums(mapCells(byColumn, (value, _, j) => i32f32.mul(value, incentive[j]!)))
  const dividends = normalise(earned.map((value, i) => i32f32.mul(value, activeStake[i]!)))
  observer.vector(16, 'dividends', dividends)

  return { dividends, stored: bonds }
}
