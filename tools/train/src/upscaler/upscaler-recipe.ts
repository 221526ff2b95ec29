import type { Random } from '@subnetkit/core'
import { charbonnier } from '../autodiff/losses.ts'
import { Tape } from '../autodiff/tape.ts'
import { freshWeights } from '../autodiff/weights.ts'
import type { Recipe } from '../recipe.ts'
import type { TrainingGraph } from '../trainer.ts'
import { type UpscalerBatchSize, upscalerBatches } from './upscaler-batch.ts'
import { buildUpscaler, type UpscalerShape, upscalerNetwork } from './upscaler-network.ts'
import { upscalerLikeness } from './upscaler-quality.ts'

export interface UpscalerSize {
  readonly shape: UpscalerShape
  readonly batch: UpscalerBatchSize
  /** Scenes that the trained model is measured by. */
  readonly judged: number
}

/** `full` is the model of subnets/image and subnets/inference; `tiny` learns something in seconds and is for tests. */
export const upscalerSizes = {
  full: { shape: { channels: 24, layers: 4 }, batch: { rows: 4, side: 24 }, judged: 40 },
  tiny: { shape: { channels: 8, layers: 1 }, batch: { rows: 2, side: 16 }, judged: 1 },
} satisfies Record<string, UpscalerSize>

export const upscalerRecipe = ({ shape, batch, judged }: UpscalerSize): Recipe => ({
  network: upscalerNetwork(shape),
  learningRate: 4e-3,
  warmUpSteps: 50,
  adam: { decay: 0 },
  data: 'scenery painted by subnets/image/src/scene',
  trainingGraph: (random) => upscalerTrainingGraph(shape, batch, random),
  batches: (random) => upscalerBatches(batch, random),
  measure: async (model) => {
    const { upscaler, bicubic } = await upscalerLikeness(model, judged)
    return {
      psnr: upscaler.psnr,
      ssim: upscaler.ssim,
      bicubicPsnr: bicubic.psnr,
      bicubicSsim: bicubic.ssim,
    }
  },
})

/** The graph that trains an upscaler on batches of `upscalerBatches`. */
export function upscalerTrainingGraph(
  shape: UpscalerShape,
  { rows, side }: UpscalerBatchSize,
  random: Random,
): TrainingGraph {
  const tape = new Tape()
  const small = tape.input('small', 'float32', [rows, 3, side, side])
  const large = tape.input('large', 'float32', [rows, 3, side * 2, side * 2])
  const enlarged = buildUpscaler(tape, freshWeights(tape, random), small, shape)
  return { model: tape.finish(charbonnier(tape, enlarged, large)), parameters: tape.parameters }
}
