import { type Picture, pictureFromBytes, pictureToBytes } from './scene/index.ts'

/** An opaque picture as it travels: three bytes a pixel (red, green, blue), row by row from the top left. */
export interface Bitmap {
  readonly width: number
  readonly height: number
  readonly rgb: Uint8Array
}

/** A picture in floats, rounded to the nearest of 256 steps a channel. */
export function bitmapOf(picture: Picture): Bitmap {
  const { buffer } = pictureToBytes(picture)
  return { width: picture.width, height: picture.height, rgb: new Uint8Array(buffer) }
}

/** The same picture in floats, 0 … 1. */
export const pictureOf = ({ width, height, rgb }: Bitmap): Picture => pictureFromBytes(width, height, rgb)
