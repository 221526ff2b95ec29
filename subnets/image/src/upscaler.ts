import type { Model } from '@subnetkit/models'
import type { Bitmap } from './bitmap.ts'
import { demandNetwork } from './demand-network.ts'

/** Doubles the sides of a picture. */
export interface Upscaler {
  upscale(picture: Bitmap, signal: AbortSignal): Promise<Bitmap>
}

/** Rows of one run are chosen so that it has about this many pixels: some milliseconds. */
const pixelsPerRun = 6_144
/** How far a pixel of the answer sees: six convolutions of 3 × 3. Rows that are cut apart overlap by this, so no seam shows. */
const reach = 6

/**
 * The upscaler over its model, row band by row band, so that pictures that are asked for at the same time take turns.
 * Throws what `Model.run` throws.
 *
 * @throws MODEL_KIND
 * @example
 * ```ts
 * const upscaler = upscalerOf(await models.load(new URL('../model/upscaler.json', import.meta.url)))
 * const large = await upscaler.upscale(small, signal) // twice as wide, twice as high
 * ```
 */
export function upscalerOf(model: Model): Upscaler {
  demandNetwork(model, 'upscaler', { inputs: ['x'], outputs: ['y'] })
  return {
    async upscale({ width, height, rgb }, signal) {
      const large = new Uint8Array(width * height * 12)
      const rows = Math.max(8, Math.floor(pixelsPerRun / width))
      for (let top = 0; top < height; top += rows) {
        const bottom = Math.min(height, top + rows)
        const [first, last] = [Math.max(0, top - reach), Math.min(height, bottom + reach)]
        const band = rgb.subarray(first * width * 3, last * width * 3)
        const { y } = await model.run(
          { x: { type: 'float32', dims: [1, 3, last - first, width], data: planesOf(band) } },
          { signal },
        )
        const doubled = bytesOf(y!.data as Float32Array)
        const skipped = (top - first) * 2 * width * 2 * 3
        large.set(doubled.subarray(skipped, skipped + (bottom - top) * width * 12), top * width * 12)
      }
      return { width: width * 2, height: height * 2, rgb: large }
    },
  }
}

/** Pixels to planes: all reds before all greens before all blues, 0 … 1. */
function planesOf(rgb: Uint8Array): Float32Array {
  const count = rgb.length / 3
  const planes = new Float32Array(rgb.length)
  for (let i = 0; i < count; i++) for (let c = 0; c < 3; c++) planes[c * count + i] = rgb[i * 3 + c]! / 255
  return planes
}

/** Planes to pixels, clamped and rounded. */
function bytesOf(planes: Float32Array): Uint8ClampedArray {
  const count = planes.length / 3
  const rgb = new Uint8ClampedArray(planes.length)
  for (let i = 0; i < count; i++) for (let c = 0; c < 3; c++) rgb[i * 3 + c] = planes[c * count + i]! * 255
  return rgb
}
