import { type Picture, psnr, ssim } from './scene/index.ts'

/** How good an enlarged picture is. */
export interface UpscaleQuality {
  /** 0 (no better than bicubic interpolation) to 1 (a quarter further from it than our own network). */
  readonly quality: number
  /** Decibels of PSNR above bicubic interpolation; negative when below. */
  readonly gainDb: number
  /** Structural similarity to the truth. */
  readonly ssim: number
}

/** Whoever gets this much further from bicubic than the yardstick earns all that there is. */
const headroom = 1.25
/** On a picture where the yardstick gains next to nothing, noise must not decide. */
const least = { psnr: 0.25, ssim: 0.002 }

const clamp = (value: number): number => Math.min(1, Math.max(0, value))

/**
 * Compares an answer with the truth, on a scale that bicubic interpolation (0) and our own network (0.8) mark for this very
 * picture, since some pictures are harder than others. The mean of PSNR's and SSIM's scale, so that neither blurring nor
 * sharpening pays by itself. All four pictures are of one size, 0 … 1.
 */
export function upscaleQuality(pictures: {
  truth: Picture
  answer: Picture
  bicubic: Picture
  reference: Picture
}): UpscaleQuality {
  const { truth, answer, bicubic, reference } = pictures
  const gained = (measure: typeof psnr, floor: number): number => {
    const base = measure(bicubic, truth)
    const span = headroom * Math.max(floor, measure(reference, truth) - base)
    return clamp((measure(answer, truth) - base) / span)
  }
  return {
    quality: (gained(psnr, least.psnr) + gained(ssim, least.ssim)) / 2,
    gainDb: Math.min(100, psnr(answer, truth)) - psnr(bicubic, truth),
    ssim: clamp(ssim(answer, truth)),
  }
}
