import { join } from 'node:path'
import { seededRandom } from '@subnetkit/core'
import { createModels, type Manifest } from '@subnetkit/models'
import {
  conditionLength,
  drawAttributes,
  halve,
  latentsOf,
  paint,
  pixelCentres,
  roundToBytes,
  sceneryPainter,
} from '@subnetkit/subnet-image/scene'
import { bestMs } from './best-ms.ts'
import { classifierAccuracy, readAttributes } from './classifier/classifier-quality.ts'
import { fieldAdherence, fieldError, paintByField } from './field/field-quality.ts'
import type { Figures } from './figures.ts'
import { enlarge, upscalerLikeness } from './upscaler/upscaler-quality.ts'

const sizeOf = ({ version, bytes, training }: Manifest): Figures => ({
  version,
  bytes,
  parameters: training?.parameters ?? null,
})

/** How good and how fast the three models of a folder are. */
export async function evaluateImage(
  folder: string,
  note: (what: string) => void,
): Promise<Record<'field' | 'upscaler' | 'classifier', Figures>> {
  const models = createModels()
  const load = (name: string) => models.load(join(folder, `${name}.json`))
  try {
    const [field, upscaler, classifier] = [
      await load('field'),
      await load('upscaler'),
      await load('classifier'),
    ]
    const asked = { attributes: drawAttributes(seededRandom('speed')), latents: latentsOf('speed') }
    const scene = paint(sceneryPainter(seededRandom('speed')), { width: 128, height: 128 })
    const small = roundToBytes(halve(scene))
    const pixels = Uint32Array.from({ length: 256 }, (_, i) => (i * 7919) % 128 ** 2)
    const someOf = {
      cond: { type: 'float32', dims: [1, conditionLength], data: new Float32Array(conditionLength) },
      uv: { type: 'float32', dims: [pixels.length, 2], data: pixelCentres(128, 128, pixels) },
    } as const

    note('field')
    const adherence = await fieldAdherence(field, classifier, 200)
    const wholeMs = await bestMs(() => paintByField(field, asked, 128))
    const spotMs = await bestMs(() => field.run(someOf))
    const fieldFigures = {
      ...sizeOf(field.manifest),
      meanSquaredError: await fieldError(field, 40),
      ...named('adherence', adherence),
      'ms, 128 × 128': wholeMs,
      'ms, 256 pixels': spotMs,
    }
    note('upscaler')
    const likeness = await upscalerLikeness(upscaler, 40)
    const upscalerFigures = {
      ...sizeOf(upscaler.manifest),
      ...Object.fromEntries(
        Object.entries(likeness).flatMap(([way, { psnr, ssim }]) => [
          [`psnr of ${way}, dB`, psnr],
          [`ssim of ${way}`, ssim],
        ]),
      ),
      'ms, 64 to 128': await bestMs(() => enlarge(upscaler, small)),
    }
    note('classifier')
    const classifierFigures = {
      ...sizeOf(classifier.manifest),
      ...named('accuracy', await classifierAccuracy(classifier, 1000)),
      'ms, one picture': await bestMs(() => readAttributes(classifier, halve(small))),
    }
    return { field: fieldFigures, upscaler: upscalerFigures, classifier: classifierFigures }
  } finally {
    await models.close()
  }
}

const named = (what: string, figures: Readonly<Record<string, number>>): Figures =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${what}: ${name}`, value]))
