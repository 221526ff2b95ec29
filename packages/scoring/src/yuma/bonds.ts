import { i32f32, i64f64, ofShare } from './fixed-point.ts'
import type { MechanismView } from './mechanism-view.ts'
import type { EpochObserver } from './observer.ts'
import { denseRow, positiveCells, type SparseMatrix } from './sparse-matrix.ts'

/** Step 14: what bonds follow, between the weights (penalty 0) and the clipped weights (penalty 1). */
export function weightsForBonds(
  weights: SparseMatrix,
  clipped: SparseMatrix,
  bondsPenalty: number,
  observer: EpochObserver,
): SparseMatrix {
  const penalty = ofShare(bondsPenalty)
  const between = (): SparseMatrix =>
    weights.map((row, i) => {
      const from = denseRow(row, weights.length)
      const to = denseRow(clipped[i]!, weights.length)
      return positiveCells(
        from.map((value, j) => i32f32.add(value, i32f32.mul(penalty, i32f32.sub(to[j]!, value)))),
      )
    })
  const result = penalty === 0n ? weights : penalty === i32f32.one ? clipped : between()
  observer.matrix(14, 'weights for bonds', result)
  return result
}

/** Step 15: the stored bonds, by `toFixed` of their u16, without those to a uid registered since the last epoch. */
export function oldBonds(
  view: MechanismView,
  toFixed: (value: number) => bigint,
  observer: EpochObserver,
): SparseMatrix {
  const { lastMechanismStep } = view.hyperparameters
  const lastTempo = lastMechanismStep === 0 ? Math.max(0, view.block - view.tempo) : lastMechanismStep + 1
  const bonds = view.bonds.map((row) =>
    row.filter(([j]) => lastTempo > view.registeredAt[j]!).map(([j, value]) => [j, toFixed(value)] as const),
  )
  observer.matrix(15, 'old bonds', bonds)
  return bonds
}

/** The share of the new in the moving average: 1 − BondsMovingAverage ÷ 10^6. */
export function bondsAlpha(bondsMovingAverage: number): bigint {
  const kept = i64f64.div(i64f64.of(bondsMovingAverage), i64f64.of(1_000_000))
  return i32f32.sub(i32f32.one, i32f32.from(kept, i64f64))
}

/** α × fresh + (1 − α) × old, in every cell that either has; only what is positive is kept. */
export function movingAverage(fresh: SparseMatrix, old: SparseMatrix, alpha: bigint): SparseMatrix {
  const rest = i32f32.sub(i32f32.one, alpha)
  return fresh.map((row, i) => {
    const dense = denseRow([], fresh.length)
    for (const [j, value] of row) dense[j] = i32f32.add(dense[j]!, i32f32.mul(alpha, value))
    for (const [j, value] of old[i]!) dense[j] = i32f32.add(dense[j]!, i32f32.mul(rest, value))
    return positiveCells(dense)
  })
}

/** What a bonds step yields. */
export interface BondsResult {
  readonly dividends: readonly bigint[]
  /** The bonds as they are stored, before they become u16. */
  readonly stored: SparseMatrix
}
