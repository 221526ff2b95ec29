import { seededRandom } from '@subnetkit/core'
import type { Model } from '@subnetkit/models'
import {
  doubleBicubic,
  doubleNearest,
  halve,
  type Picture,
  paint,
  pictureFromPlanes,
  pictureToPlanes,
  psnr,
  roundToBytes,
  sceneryPainter,
  ssim,
} from '@subnetkit/subnet-image/scene'

export interface Likeness {
  /** In dB. */
  readonly psnr: number
  readonly ssim: number
}

export async function enlarge(upscaler: Model, { width, height, ...picture }: Picture): Promise<Picture> {
  const data = pictureToPlanes({ width, height, ...picture })
  const { y } = await upscaler.run({ x: { type: 'float32', dims: [1, 3, height, width], data } })
  return pictureFromPlanes(width * 2, height * 2, y!.data as Float32Array)
}

/** Mean likeness to the hidden truth, over `count` scenes of 128 × 128, of the network and of two ways without one. */
export async function upscalerLikeness(
  upscaler: Model,
  count: number,
): Promise<Record<'upscaler' | 'bicubic' | 'nearest', Likeness>> {
  const sums = {
    upscaler: { psnr: 0, ssim: 0 },
    bicubic: { psnr: 0, ssim: 0 },
    nearest: { psnr: 0, ssim: 0 },
  }
  for (let i = 0; i < count; i++) {
    const painter = sceneryPainter(seededRandom('evaluation of upscalers').derive(i))
    const truth = paint(painter, { width: 128, height: 128, samples: 2 })
    const small = roundToBytes(halve(truth))
    const large = {
      upscaler: await enlarge(upscaler, small),
      bicubic: doubleBicubic(small),
      nearest: doubleNearest(small),
    }
    for (const way of ['upscaler', 'bicubic', 'nearest'] as const) {
      const rounded = roundToBytes(large[way])
      sums[way].psnr += psnr(rounded, truth) / count
      sums[way].ssim += ssim(rounded, truth) / count
    }
  }
  return sums
}
