import { defineValidator } from '@subnetkit/neuron'
import { z } from 'zod'
import { bitmapOf } from './bitmap.ts'
import { classifierOf } from './classifier.ts'
import { contract } from './contract.ts'
import { evidenceOf } from './evidence.ts'
import { fieldOf } from './field.ts'
import { hiddenTruth, shownOf } from './hidden-truth.ts'
import { classifierManifest, fieldManifest, upscalerManifest } from './model.ts'
import { encodePng } from './png/encode-png.ts'
import { rule } from './rule.ts'
import { drawAttributes, promptOf } from './scene/index.ts'
import { upscalerOf } from './upscaler.ts'

/** What one neuron is asked in an epoch. */
const questions = ['generate', 'generate', 'upscale', 'open'] as const
/** Sides in pixels. The larger a picture, the less of its cost is the fixed cost of checking it. */
const generatedSides = [224, 240, 256]
/** Multiples of what the classifier reads, small enough to be cheap for everybody. */
const openSides = [128, 160, 192]

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** Asks for pictures, and proves, measures or reads every answer, by route. */
export const validator = defineValidator(contract, {
  config: z.object({ field: fieldManifest, upscaler: upscalerManifest, classifier: classifierManifest }),
  setup: async ({ models, config }) => {
    // One after the other: when one is missing, none is being loaded while the process ends.
    const field = fieldOf(await models.load(config.field))
    const upscaler = upscalerOf(await models.load(config.upscaler))
    const classifier = classifierOf(await models.load(config.classifier))
    return { field, upscaler, classifier }
  },
  schedule: { questions: 1, deadlineMs: 10_000 },
  // Every neuron gets its own seeds, so there is nothing to copy; no two questions are alike, so nothing to replay.
  challenge: ({ ask, random }) =>
    Promise.all(
      random.shuffle(questions).map(async (route) => {
        const side = random.pick(route === 'open' ? openSides : generatedSides)
        const wish = { prompt: promptOf(drawAttributes(random)), width: side, height: side }
        const seed = hexOf(random.bytes(16))
        if (route === 'generate') return ask(route, { ...wish, seed })
        if (route === 'open') return ask(route, wish)
        // Only the seed is kept: whoever verifies paints the truth again.
        return ask(route, await encodePng(bitmapOf(shownOf(await hiddenTruth(seed)))), { seed })
      }),
    ),
  verify: evidenceOf,
  rule,
})
