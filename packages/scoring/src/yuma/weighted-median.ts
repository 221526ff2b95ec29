import { i32f32 } from './fixed-point.ts'
import type { Vector } from './vector.ts'

/**
 * The stake-weighted median of one column: the largest score that more than `total` − `minority` of the stake
 * reaches. Found by partition search with the middle element as pivot, as the chain does it; sums of I32F32 are exact,
 * so the order of the voters makes no difference. Source: epoch/math.rs, `weighted_median`.
 *
 * @param stake of the voters, I32F32
 * @param score of the same voters, I32F32
 * @param minority the stake that may be outvoted: total − kappa
 * @param total the sum of `stake`
 */
export function weightedMedian(stake: Vector, score: Vector, minority: bigint, total: bigint): bigint {
  let among: readonly number[] = [...stake.keys()]
  // What is still searched lies between these two borders on the line of all stake, ordered by score.
  let lo = 0n
  let hi = total
  for (;;) {
    const middle = among[among.length >> 1]
    if (middle === undefined) return 0n
    const pivot = score[middle]!
    if (among.length === 1) return pivot
    const lower: number[] = []
    const upper: number[] = []
    let belowPivot = lo
    let upToPivot = hi
    for (const i of among) {
      if (score[i]! < pivot) {
        lower.push(i)
        belowPivot = i32f32.add(belowPivot, stake[i]!)
      } else if (score[i]! > pivot) {
        upper.push(i)
        upToPivot = i32f32.sub(upToPivot, stake[i]!)
      }
    }
    if (minority < belowPivot && lower.length > 0) {
      among = lower
      hi = belowPivot
    } else if (upToPivot <= minority && upper.length > 0) {
      among = upper
      lo = upToPivot
    } else {
      return pivot
    }
  }
}
