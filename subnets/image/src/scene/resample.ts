import { blankPicture, type Picture } from './picture.ts'

/**
 * Half the size; each pixel is the mean of a box of 2 × 2.
 *
 * @throws RangeError when width or height is odd
 */
export function halve({ width, height, data }: Picture): Picture {
  if (width % 2 !== 0 || height % 2 !== 0) throw new RangeError(`cannot halve ${width} × ${height}`)
  const out = blankPicture(width / 2, height / 2)
  for (let y = 0, at = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      for (let c = 0; c < 3; c++, at++) {
        const i = (y * width + x) * 3 + c
        const below = i + width * 3
        out.data[at] = (data[i]! + data[i + 3]! + data[below]! + data[below + 3]!) / 4
      }
    }
  }
  return out
}

/** Twice the size, each pixel four times. */
export function doubleNearest({ width, height, data }: Picture): Picture {
  const out = blankPicture(width * 2, height * 2)
  for (let y = 0, at = 0; y < height * 2; y++) {
    for (let x = 0; x < width * 2; x++) {
      for (let c = 0; c < 3; c++, at++) out.data[at] = data[((y >> 1) * width + (x >> 1)) * 3 + c]!
    }
  }
  return out
}

/** Catmull-Rom's weights a quarter of a pixel after the second of four; backwards, a quarter before the third. */
const weights = [-0.0703125, 0.8671875, 0.2265625, -0.0234375] as const

/** Twice the size by bicubic interpolation (Catmull-Rom, a = -0.5), clamped to 0 … 1; borders repeat their pixels. */
export function doubleBicubic(picture: Picture): Picture {
  const out = doubleAcross(doubleDown(picture))
  for (let i = 0; i < out.data.length; i++) out.data[i] = Math.min(1, Math.max(0, out.data[i]!))
  return out
}

/** Doubles the rows. */
function doubleDown({ width, height, data }: Picture): Picture {
  const out = blankPicture(width, height * 2)
  const length = width * 3
  for (let y = 0; y < height * 2; y++) {
    for (const [weight, row] of neighbours(y, height)) {
      for (let i = 0; i < length; i++) {
        out.data[y * length + i] = out.data[y * length + i]! + weight * data[row * length + i]!
      }
    }
  }
  return out
}

/** Doubles the columns. */
function doubleAcross({ width, height, data }: Picture): Picture {
  const out = blankPicture(width * 2, height)
  for (let x = 0; x < width * 2; x++) {
    for (const [weight, column] of neighbours(x, width)) {
      for (let y = 0; y < height; y++) {
        const to = (y * width * 2 + x) * 3
        const from = (y * width + column) * 3
        for (let c = 0; c < 3; c++) out.data[to + c] = out.data[to + c]! + weight * data[from + c]!
      }
    }
  }
  return out
}

/** The four lines of the small picture that line `to` of the doubled one is made of, with their weights. */
function neighbours(to: number, count: number): [weight: number, from: number][] {
  // Even lines lie a quarter before the middle of line to / 2, odd ones a quarter after it.
  const ordered = to % 2 === 0 ? weights.toReversed() : weights
  const first = (to >> 1) - (to % 2 === 0 ? 2 : 1)
  return ordered.map((weight, i) => [weight, Math.min(count - 1, Math.max(0, first + i))])
}
