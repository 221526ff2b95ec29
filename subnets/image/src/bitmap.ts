import { type Picture, pictureFromBytes } from './scene/index.ts'

/** An opaque picture as it travels: three bytes a pixel (red, green, blue), row by row from the top left. */
export interface Bitmap {
  readonly width: number
  readonly height: number
  readonly rgb: Uint8Array
}

/** A picture in floats, rounded to the nearest of 256 steps a channel. */
export const bitmapOf = ({ width, height, data }: Picture): Bitmap => ({
  width,
  height,
  rgb: roundedBytes(data),
})

/** 0 … 1 to the nearest of 256 steps. A plain loop, since `Uint8ClampedArray.from` with a function takes thirty times as long. */
export function roundedBytes(values: Float32Array): Uint8Array {
  const bytes = new Uint8ClampedArray(values.length)
  for (let i = 0; i < values.length; i++) bytes[i] = values[i]! * 255
  return new Uint8Array(bytes.buffer)
}

/** The same picture in floats, 0 … 1. */
export const pictureOf = ({ width, height, rgb }: Bitmap): Picture => pictureFromBytes(width, height, rgb)
