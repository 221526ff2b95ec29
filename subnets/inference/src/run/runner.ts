import type { Models } from '@subnetkit/models'
import type { ServedModel } from '../registry/served-model.ts'
import type { Tensor } from '../wire/tensor.ts'
import { feedsOf, fromOnnx } from './onnx-tensor.ts'

/** Computes all outputs of a model for inputs that have been checked, in the manifest's order. */
export type Runner = (inputs: readonly Tensor[], signal: AbortSignal) => Promise<readonly Tensor[]>

/**
 * A runner in this process's worker threads, as fast as the entry's mode allows.
 *
 * @throws what `Models.load` throws: MODEL_ALTERED, BACKEND_MISSING, …
 */
export async function localRunner(
  models: Models,
  { entry, manifest, manifestUrl }: ServedModel,
): Promise<Runner> {
  const model = await models.load(manifestUrl, { backend: entry.mode === 'exact' ? 'wasm' : 'native' })
  return async (inputs, signal) => {
    const results = await model.run(feedsOf(inputs), { signal })
    return manifest.outputs.flatMap(({ name }) => {
      const result = results[name]
      return result ? [fromOnnx(name, result)] : []
    })
  }
}
