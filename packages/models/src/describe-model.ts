import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { modelErrors } from './errors.ts'
import { type ManifestLocation, manifestUrl, sha256Hex, type TensorsManifest } from './manifest.ts'
import type { Models } from './models.ts'

/**
 * Makes the manifest of an ONNX file: its hash and size, and the inputs and outputs that the file itself names. Write it
 * as JSON beside the file.
 *
 * @throws MODEL_MISSING, MODEL_INVALID
 * @example
 * ```ts
 * import { writeFile } from 'node:fs/promises'
 * import { createModels, describeModel } from '@subnetkit/models'
 *
 * const models = createModels()
 * const manifest = await describeModel(models, 'digits.onnx', { name: 'digits', version: '1', licence: 'MIT' })
 * await writeFile('digits.json', JSON.stringify(manifest, null, 2))
 * await models.close()
 * ```
 */
export async function describeModel(
  models: Models,
  file: ManifestLocation,
  about: Pick<TensorsManifest, 'name' | 'version' | 'licence'>,
): Promise<TensorsManifest> {
  const path = fileURLToPath(manifestUrl(file))
  const bytes = await readFile(path).catch((cause) => {
    throw modelErrors.MODEL_MISSING({ path }, { cause })
  })
  const { inputs, outputs } = await models.inspect(about.name, bytes)
  return {
    schemaVersion: 1,
    kind: 'tensors',
    ...about,
    file: basename(path),
    sha256: sha256Hex(bytes),
    bytes: bytes.length,
    inputs: [...inputs],
    outputs: [...outputs],
  }
}
