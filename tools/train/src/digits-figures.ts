import { isSubnetkitError } from '@subnetkit/core'
import { createModels } from '@subnetkit/models'
import { bestMs } from './best-ms.ts'
import { loadDigits } from './digits/digit-images.ts'
import { digitsAccuracy } from './digits/digits-recipe.ts'
import type { Figures } from './figures.ts'

/** How good and how fast the digits model is; its accuracy says so when there are no digits to measure it by. */
export async function evaluateDigits(manifest: string): Promise<Figures> {
  const models = createModels()
  try {
    const model = await models.load(manifest)
    const one = { x: { type: 'float32', dims: [1, 1, 28, 28], data: new Float32Array(784) } } as const
    return {
      version: model.manifest.version,
      bytes: model.manifest.bytes,
      parameters: model.manifest.training?.parameters ?? null,
      accuracy: await loadDigits()
        .then(({ heldOut }) => digitsAccuracy(model, heldOut))
        .catch(notInstalled),
      'ms, one digit': await bestMs(() => model.run(one)),
    }
  } finally {
    await models.close()
  }
}

function notInstalled(error: unknown): string {
  if (isSubnetkitError(error) && error.code === 'DIGITS_MISSING')
    return 'not measured: mnist is not installed'
  throw error
}
