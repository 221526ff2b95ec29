import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { z } from 'zod'
import { modelErrors } from './errors.ts'
import { Prompts } from './prompts.ts'
import { tensorTypes } from './tensor.ts'

/** A file beside the manifest, with what proves that it is the right one. */
const FileEntry = z.object({
  /** A bare name: a manifest cannot point out of its own folder. */
  file: z.string().regex(/^\w[\w.-]*$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().positive(),
})
/** A file that a manifest names, with its hash. */
export type FileEntry = z.infer<typeof FileEntry>

/** One input or output of a model. */
const TensorInfo = z.object({
  name: z.string().min(1),
  type: z.enum(tensorTypes),
  /** A name stands for a dimension that is free. */
  shape: z.array(z.union([z.int().nonnegative(), z.string()])),
})

/** The type and shape of one input or output. */
export type TensorInfo = z.infer<typeof TensorInfo>

const common = {
  schemaVersion: z.literal(1),
  name: z.string().min(1).max(100),
  version: z.string().min(1).max(40),
  licence: z.string().min(1).max(200),
  ...FileEntry.shape,
  /** How the model came to be and how good it is, for people and reports. */
  training: z.record(z.string(), z.union([z.number(), z.string()])).optional(),
}

/** What a manifest says: any model with tensors in and out, or a language model with its tokenizer. */
export const Manifest = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('tensors'),
    ...common,
    inputs: z.array(TensorInfo).min(1),
    outputs: z.array(TensorInfo).min(1),
  }),
  z.object({
    kind: z.literal('language-model'),
    ...common,
    tokenizer: FileEntry,
    architecture: z.object({
      vocabulary: z.int().positive(),
      width: z.int().positive(),
      layers: z.int().positive(),
      heads: z.int().positive(),
      contextLength: z.int().positive(),
    }),
    prompts: Prompts.optional(),
  }),
])
export type Manifest = z.infer<typeof Manifest>
/** The manifest of a model from tensors to tensors. */
export type TensorsManifest = Extract<Manifest, { kind: 'tensors' }>
/** The manifest of a language model. */
export type LanguageModelManifest = Extract<Manifest, { kind: 'language-model' }>

/** Where a manifest is: a `file:` URL or a path. */
export type ManifestLocation = URL | string

const defaultMaxBytes = 2 * 1024 ** 3
const maxManifestBytes = 4 * 1024 ** 2

/** The SHA-256 of bytes, in hex. */
export const sha256Hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The `file:` URL of a manifest that is given as URL, `file:` text or path. */
export const manifestUrl = (location: ManifestLocation): URL => {
  if (location instanceof URL) return location
  return location.startsWith('file:') ? new URL(location) : pathToFileURL(location)
}

/**
 * Reads a manifest and checks its shape; the model itself is read and hashed by `readModelFile`.
 *
 * @throws MODEL_MISSING, MODEL_TOO_LARGE, MANIFEST_INVALID
 * @example
 * ```ts
 * import { loadManifest } from '@subnetkit/models'
 * const manifest = await loadManifest(new URL('../model/manifest.json', import.meta.url))
 * ```
 */
export async function loadManifest(location: ManifestLocation): Promise<Manifest> {
  const url = manifestUrl(location)
  const path = fileURLToPath(url)
  const text = new TextDecoder().decode(await read(path, maxManifestBytes))
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw modelErrors.MANIFEST_INVALID({ path, problem: 'it is not JSON' }, { cause })
  }
  const result = Manifest.safeParse(json)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const problem = `${issue?.path.join('.') || 'the document'}: ${issue?.message ?? 'wrong'}`
  throw modelErrors.MANIFEST_INVALID({ path, problem })
}

/**
 * Reads a file that a manifest names, and returns it only when it is that very file. The bytes that were hashed are the
 * ones returned, so nothing can be swapped in between.
 *
 * @throws MODEL_MISSING, MODEL_TOO_LARGE, MODEL_ALTERED
 */
export async function readModelFile(
  location: ManifestLocation,
  entry: FileEntry,
  options: { maxBytes?: number } = {},
): Promise<Uint8Array> {
  const path = fileURLToPath(new URL(entry.file, manifestUrl(location)))
  const bytes = await read(path, options.maxBytes ?? defaultMaxBytes)
  const found = sha256Hex(bytes)
  if (found !== entry.sha256 || bytes.length !== entry.bytes) {
    throw modelErrors.MODEL_ALTERED({ path, expected: entry.sha256, found })
  }
  return bytes
}

async function read(path: string, limit: number): Promise<Uint8Array> {
  try {
    const { size } = await stat(path)
    if (size > limit) throw modelErrors.MODEL_TOO_LARGE({ path, bytes: size, limit })
    return await readFile(path)
  } catch (cause) {
    if (cause instanceof Error && 'remedy' in cause) throw cause
    throw modelErrors.MODEL_MISSING({ path }, { cause })
  }
}
