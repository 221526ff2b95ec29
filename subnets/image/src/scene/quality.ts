import type { Picture } from './picture.ts'

function demandSameSize(a: Picture, b: Picture): void {
  if (a.width !== b.width || a.height !== b.height || a.data.length !== b.data.length) {
    throw new RangeError(`${a.width} × ${a.height} and ${b.width} × ${b.height} cannot be compared`)
  }
}

/**
 * Mean squared difference of two pictures' channels, 0 … 1 when both are.
 *
 * @throws RangeError when sizes differ
 */
export function meanSquaredError(a: Picture, b: Picture): number {
  demandSameSize(a, b)
  let sum = 0
  for (let i = 0; i < a.data.length; i++) sum += (a.data[i]! - b.data[i]!) ** 2
  return sum / a.data.length
}

/**
 * Peak signal-to-noise ratio in dB; Infinity for equal pictures.
 *
 * @throws RangeError when sizes differ
 */
export const psnr = (a: Picture, b: Picture): number => -10 * Math.log10(meanSquaredError(a, b))

const side = 8
const stride = 4
const [c1, c2] = [0.01 ** 2, 0.03 ** 2]

/**
 * Mean structural similarity of brightness (Wang et al., 2004) over windows of 8 × 8 every 4 pixels: 1 for equal pictures,
 * about 0 for unrelated ones.
 *
 * @throws RangeError when sizes differ or a side is shorter than 8
 */
export function ssim(a: Picture, b: Picture): number {
  demandSameSize(a, b)
  if (a.width < side || a.height < side) throw new RangeError('SSIM needs 8 × 8 pixels at least')
  const [one, two] = [brightness(a), brightness(b)]
  let sum = 0
  let windows = 0
  for (let top = 0; top + side <= a.height; top += stride) {
    for (let left = 0; left + side <= a.width; left += stride, windows++) {
      sum += windowSimilarity(one, two, top * a.width + left, a.width)
    }
  }
  return sum / windows
}

function windowSimilarity(a: Float64Array, b: Float64Array, start: number, width: number): number {
  let [sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0]
  for (let y = 0; y < side; y++) {
    for (let i = start + y * width, end = i + side; i < end; i++) {
      const [p, q] = [a[i]!, b[i]!]
      sumA += p
      sumB += q
      squareA += p * p
      squareB += q * q
      product += p * q
    }
  }
  const count = side * side
  const [meanA, meanB] = [sumA / count, sumB / count]
  const variances = squareA / count - meanA ** 2 + squareB / count - meanB ** 2
  const covariance = product / count - meanA * meanB
  const luminance = (2 * meanA * meanB + c1) / (meanA ** 2 + meanB ** 2 + c1)
  return (luminance * (2 * covariance + c2)) / (variances + c2)
}

/** ITU-R BT.601. */
function brightness({ data }: Picture): Float64Array {
  const out = new Float64Array(data.length / 3)
  for (let i = 0; i < out.length; i++) {
    out[i] = 0.299 * data[i * 3]! + 0.587 * data[i * 3 + 1]! + 0.114 * data[i * 3 + 2]!
  }
  return out
}
