import { setImmediate as turn } from 'node:timers/promises'
import { seededRandom } from '@subnetkit/core'
import { blankPicture, halve, type Picture, paint, roundToBytes, sceneryPainter } from './scene/index.ts'

/** Sides of the truth and, half as long, of what is shown of it. */
export const truthSide = 128

/** Rows that are painted before other work gets its turn: some milliseconds. */
const rowsPerTurn = 16

/**
 * The large picture that only who knows the seed can paint: 128 × 128 pixels of scenery.
 *
 * @example
 * ```ts
 * const truth = await hiddenTruth('a secret')
 * const small = shownOf(truth) // 64 × 64, what is sent
 * ```
 */
export async function hiddenTruth(seed: string): Promise<Picture> {
  const painter = sceneryPainter(seededRandom(seed))
  const truth = blankPicture(truthSide, truthSide)
  for (let row = 0; row < truthSide; row += rowsPerTurn) {
    const window = { x: 0, y: row / truthSide, width: 1, height: rowsPerTurn / truthSide }
    const part = paint(painter, { width: truthSide, height: rowsPerTurn, samples: 2, window })
    truth.data.set(part.data, row * truthSide * 3)
    await turn()
  }
  return truth
}

/** What a miner is shown: half the size, each pixel the mean of a box of four, rounded to 8 bits. */
export const shownOf = (truth: Picture): Picture => roundToBytes(halve(truth))
