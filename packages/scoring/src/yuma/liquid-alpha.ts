import { exp } from './exp.ts'
import { clamp, i32f32 } from './fixed-point.ts'
import { denseRow, type Row, type SparseMatrix } from './sparse-matrix.ts'
import type { Vector } from './vector.ts'

/** How fast bonds may follow. All I32F32; the steepness is in hundredths. */
export interface LiquidAlpha {
  readonly low: bigint
  readonly high: bigint
  readonly steepness: bigint
}

const half = i32f32.one >> 1n

/**
 * The share of the new in one bond's moving average: small where the weight is what everybody already says, large for
 * a validator that is ahead of consensus (buying) or drops a miner (selling).
 */
export function liquidAlphaOf(consensus: bigint, weight: bigint, bond: bigint, alpha: LiquidAlpha): bigint {
  const gap = weight >= bond ? i32f32.sub(weight, consensus) : i32f32.sub(bond, weight)
  const distance = clamp(gap, 0n, i32f32.one)
  const slope = i32f32.div(alpha.steepness, i32f32.of(-100))
  const power = exp(i32f32.mul(slope, i32f32.sub(distance, half)))
  const sigmoid = i32f32.div(i32f32.one, i32f32.add(i32f32.one, power))
  const value = i32f32.add(alpha.low, i32f32.mul(sigmoid, i32f32.sub(alpha.high, alpha.low)))
  return clamp(value, alpha.low, alpha.high)
}

/**
 * The cells that the chain sees when it walks a row beside the uids in ascending order: one that stands behind a
 * larger uid is missed. So in a row that was sent unsorted, alpha is computed as if that weight were 0.
 * Source: run_epoch.rs, `compute_liquid_alpha_values_sparse`.
 */
export function seenInOrder(row: Row): Row {
  let largest = -1
  return row.filter(([j]) => {
    const seen = j > largest
    if (seen) largest = j
    return seen
  })
}

/**
 * min(1, α × fresh + (1 − α) × old) with an α for every pair. Only cells of the new row are written: a validator that
 * leaves a uid out loses its bond at once, one that sends an explicit 0 lets it fade.
 * Source: epoch/math.rs, `mat_ema_alpha_sparse`.
 */
export function liquidAverage(
  fresh: SparseMatrix,
  old: SparseMatrix,
  consensus: Vector,
  alpha: LiquidAlpha,
): SparseMatrix {
  const n = fresh.length
  return fresh.map((row, i) => {
    const weights = denseRow(seenInOrder(row), n)
    const seenBonds = denseRow(seenInOrder(old[i]!), n)
    const bonds = denseRow(old[i]!, n)
    return row
      .map(([j, value]) => {
        const a = liquidAlphaOf(consensus[j]!, weights[j]!, seenBonds[j]!, alpha)
        const kept = i32f32.mul(i32f32.sub(i32f32.one, a), bonds[j]!)
        const gained = i32f32.mul(a, value)
        return [j, clamp(i32f32.add(kept, gained), 0n, i32f32.one)] as const
      })
      .filter(([, value]) => value > 0n)
  })
}
