/**
 * A picture in floats: `data` holds rows from the top, pixels from the left, red, green and blue of each: height × width ×
 * 3 numbers, 0 … 1.
 */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}

/** A black picture. */
export const blankPicture = (width: number, height: number): Picture => ({
  width,
  height,
  data: new Float32Array(width * height * 3),
})

/** As bytes, in the same order, rounded to the nearest of 256 steps; what is outside 0 … 1 becomes 0 or 255. */
export function pictureToBytes({ data }: Picture): Uint8ClampedArray {
  return Uint8ClampedArray.from(data, (value) => value * 255)
}

/** From width × height × 3 bytes. */
export function pictureFromBytes(width: number, height: number, bytes: ArrayLike<number>): Picture {
  const picture = blankPicture(width, height)
  for (let i = 0; i < picture.data.length; i++) picture.data[i] = bytes[i]! / 255
  return picture
}

/** The picture as 8 bits a channel can carry it. */
export const roundToBytes = (picture: Picture): Picture =>
  pictureFromBytes(picture.width, picture.height, pictureToBytes(picture))

/** As [3, height, width], all reds before all greens before all blues: the order that convolutions want. */
export function pictureToPlanes({ width, height, data }: Picture): Float32Array {
  const count = width * height
  const planes = new Float32Array(count * 3)
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < 3; c++) planes[c * count + i] = data[i * 3 + c]!
  }
  return planes
}

/** From [3, height, width]. */
export function pictureFromPlanes(width: number, height: number, planes: Float32Array): Picture {
  const picture = blankPicture(width, height)
  const count = width * height
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < 3; c++) picture.data[i * 3 + c] = planes[c * count + i]!
  }
  return picture
}
