import type { Random } from '@subnetkit/core'
import type { Bitmap } from './bitmap.ts'

/** Places anywhere, and places at the answer's own edges, where a picture that was made with less work goes wrong first. */
export const placeCounts = { anywhere: 192, atEdges: 64 } as const

/**
 * Pixels to look at, as indices row by row. Evenly drawn ones find what is wrong in many places; those drawn in proportion
 * to the step of colour find edges that were enlarged, smoothed or guessed.
 */
export function drawPlaces(answer: Bitmap, random: Random): Uint32Array {
  const { anywhere, atEdges } = placeCounts
  const drawn = new DataView(random.bytes((anywhere + atEdges) * 4).buffer)
  const sums = summedSteps(answer)
  const total = sums.at(-1)!
  return Uint32Array.from({ length: anywhere + atEdges }, (_, i) => {
    // 32 random bits: of pictures of at most 2^18 pixels none is preferred by more than one part in 16,000.
    const fraction = drawn.getUint32(i * 4) / 2 ** 32
    return i < anywhere ? Math.floor(fraction * sums.length) : firstAbove(sums, fraction * total)
  })
}

/**
 * How much the colour steps from each pixel to the one right below its right neighbour, which crosses level and upright edges
 * alike, summed up to it; each pixel counts for a little at least, so that a picture without edges has places too.
 */
function summedSteps({ width, height, rgb }: Bitmap): Float64Array {
  const sums = new Float64Array(width * height)
  const across = (width + 1) * 3
  let sum = 0
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      sum += 1e-3
      if (x + 1 < width && y + 1 < height) {
        const here = i * 3
        const red = rgb[here + across]! - rgb[here]!
        const green = rgb[here + across + 1]! - rgb[here + 1]!
        const blue = rgb[here + across + 2]! - rgb[here + 2]!
        // Squared, so that edges outweigh the gentle slopes around them, of which there are many more.
        sum += red * red + green * green + blue * blue
      }
      sums[i] = sum
    }
  }
  return sums
}

function firstAbove(sums: Float64Array, value: number): number {
  let [low, high] = [0, sums.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sums[middle]! > value) high = middle
    else low = middle + 1
  }
  return low
}
