import { readFile } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { loadManifest, modelErrors } from '@subnetkit/models'
import { protocolErrors } from '@subnetkit/protocol'
import { inferenceErrors } from '../errors.ts'
import { type ModelEntry, ModelsFile } from './model-entry.ts'
import type { ServedModel } from './served-model.ts'

const maxFileBytes = 1_048_576

/** The models of the subnet by id and version. */
export interface Registry {
  readonly models: readonly ServedModel[]
  /**
   * The model of an id; without a version the one that is listed last.
   *
   * @throws RESOURCE_NOT_FOUND
   */
  find(id: string, version?: string): ServedModel
  versionsOf(id: string): readonly string[]
}

/**
 * Reads a list of models and the manifests that it names, not the models themselves.
 *
 * @param location path or `file:` URL of the list
 * @throws MODELS_INVALID, MODEL_MISSING, MANIFEST_INVALID, MODEL_KIND
 * @example
 * ```ts
 * const registry = await openRegistry('./models.json')
 * registry.find('digits').manifest.inputs // [{ name: 'x', type: 'float32', shape: ['n', 1, 28, 28] }]
 * ```
 */
export async function openRegistry(location: string | URL): Promise<Registry> {
  const url =
    location instanceof URL || location.startsWith('file:') ? new URL(location) : pathToFileURL(location)
  const entries = await readEntries(url)
  const models = await Promise.all(entries.map((entry) => open(entry, url)))
  const ofId = (id: string) => models.filter(({ entry }) => entry.id === id)
  return {
    models,
    find(id, version) {
      const found = ofId(id).findLast(({ entry }) => version === undefined || entry.version === version)
      if (found) return found
      const name = version === undefined ? `"${id}"` : `"${id}" of version "${version}"`
      throw protocolErrors.RESOURCE_NOT_FOUND({ kind: 'model', name: name.slice(0, 160) })
    },
    versionsOf: (id) => ofId(id).map(({ entry }) => entry.version),
  }
}

async function readEntries(url: URL): Promise<ModelEntry[]> {
  const path = fileURLToPath(url)
  const refuse = (problem: string, cause?: unknown) =>
    inferenceErrors.MODELS_INVALID({ path, problem }, cause === undefined ? {} : { cause })
  let text: string
  try {
    text = await readFile(url, 'utf8')
  } catch (cause) {
    throw refuse('it cannot be read', cause)
  }
  if (text.length > maxFileBytes) throw refuse(`it has more than ${maxFileBytes} characters`)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw refuse('it is not JSON', cause)
  }
  const read = ModelsFile.safeParse(json)
  if (!read.success) {
    const issue = read.error.issues[0]
    throw refuse(`${issue?.path.join('.') || 'the document'}: ${issue?.message ?? 'wrong'}`)
  }
  const { models } = read.data
  const names = models.map(({ id, version }) => `${id}, version ${version}`)
  const double = names.find((name, i) => names.indexOf(name) < i)
  if (double) throw refuse(`it lists ${double} twice`)
  return models
}

async function open(entry: ModelEntry, list: URL): Promise<ServedModel> {
  const manifestUrl = new URL(entry.manifest, list)
  const manifest = await loadManifest(manifestUrl)
  if (manifest.kind !== 'tensors') {
    throw modelErrors.MODEL_KIND({ name: manifest.name, kind: manifest.kind, wanted: 'tensors model' })
  }
  const refuse = (problem: string) =>
    inferenceErrors.MODELS_INVALID({ path: fileURLToPath(list), problem: `${entry.id}: ${problem}` })
  const names = new Set(manifest.inputs.map(({ name }) => name))
  const unknown = Object.keys(entry.values).find((name) => !names.has(name))
  if (unknown) throw refuse(`the manifest has no input "${unknown}"`)
  const free = manifest.inputs.flatMap(({ shape }) => shape.filter((size) => typeof size === 'string'))
  const missing = free.find((name) => entry.dims[name] === undefined)
  if (missing) throw refuse(`dims has no range for the free dimension "${missing}"`)
  return { entry, manifest, manifestUrl }
}
