import type { Random } from '@subnetkit/core'
import type { Bitmap } from './bitmap.ts'
import type { Field, FieldPicture } from './field.ts'
import { drawPlaces } from './places.ts'

/** What the pixels that were looked at show. */
export interface SpotCheck {
  /** Every channel is within 2/255 of the field's, and all but one in fifty within 1/255. */
  readonly valid: boolean
  /** Share of the channels within 1/255. */
  readonly matching: number
  /** The largest difference, in 255ths. */
  readonly worst: number
}

/** Rounding of a colour that lies between two steps gives 1; single-precision arithmetic elsewhere gives no more. */
const close = 1
/** Room for arithmetic of less precision than here, such as a graphics card's. */
const lenient = { difference: 2, share: 0.02 }

/**
 * Looks at pixels at random places, which nobody knew when the picture was made: a miner cannot know which pixels it may get
 * wrong. A picture of which a hundredth is wrong passes once in 7 times, of a twentieth once in 19,000, and what is wrong at
 * its edges is found sooner. The network's part of the cost does not grow with the picture.
 */
export async function spotCheck(options: {
  field: Field
  picture: FieldPicture
  answer: Bitmap
  random: Random
  signal: AbortSignal
}): Promise<SpotCheck> {
  const { field, picture, answer, random, signal } = options
  const pixels = drawPlaces(answer, random)
  const expected = await field.colours(picture, pixels, signal)
  let [near, worst] = [0, 0]
  for (let i = 0; i < expected.length; i++) {
    const found = answer.rgb[pixels[Math.floor(i / 3)]! * 3 + (i % 3)]!
    const difference = Math.abs(found - expected[i]!)
    if (difference <= close) near++
    worst = Math.max(worst, difference)
  }
  const matching = near / expected.length
  return { valid: worst <= lenient.difference && matching >= 1 - lenient.share, matching, worst }
}
