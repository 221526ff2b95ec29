import { blankPicture, type Picture } from './picture.ts'

/** Writes red, green and blue of the point (x, y), each 0 … 1 from the top left, to `out` from `at` on. */
export type Painter = (x: number, y: number, out: Float32Array, at: number) => void

/** What to paint: pixels, and optionally which part of the unit square (default all of it). */
export interface Canvas {
  readonly width: number
  readonly height: number
  /** Samples along each side of a pixel; their mean is its colour. Default 1. */
  readonly samples?: number
  readonly window?: {
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
  }
}

/** Paints a picture of any size, sampled at the centres of pixels or, with `samples`, evenly within them. */
export function paint(
  painter: Painter,
  { width, height, samples = 1, window = { x: 0, y: 0, width: 1, height: 1 } }: Canvas,
): Picture {
  const picture = blankPicture(width, height)
  const { data } = picture
  const sample = new Float32Array(3)
  const share = 1 / samples ** 2
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at += 3) {
      for (let i = 0; i < samples ** 2; i++) {
        const x = (column + ((i % samples) + 0.5) / samples) / width
        const y = (row + (Math.floor(i / samples) + 0.5) / samples) / height
        painter(window.x + x * window.width, window.y + y * window.height, sample, 0)
        for (let c = 0; c < 3; c++) data[at + c] = data[at + c]! + sample[c]! * share
      }
    }
  }
  return picture
}

/** The centres of pixels as [n, 2] of x, y in 0 … 1: what the field is asked for. All pixels, or those with these indices. */
export function pixelCentres(width: number, height: number, pixels?: ArrayLike<number>): Float32Array {
  const count = pixels?.length ?? width * height
  const centres = new Float32Array(count * 2)
  for (let i = 0; i < count; i++) {
    const pixel = pixels ? pixels[i]! : i
    centres[i * 2] = ((pixel % width) + 0.5) / width
    centres[i * 2 + 1] = (Math.floor(pixel / width) + 0.5) / height
  }
  return centres
}
