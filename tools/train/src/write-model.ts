import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type FileEntry,
  type LanguageModelManifest,
  Manifest,
  type Prompts,
  sha256Hex,
  type TokenizerFile,
} from '@subnetkit/models'
import type { TransformerShape } from './transformer/shape.ts'

export interface ModelFiles {
  readonly name: string
  readonly version: string
  readonly model: Uint8Array
  readonly tokenizer: TokenizerFile
  readonly shape: TransformerShape
  readonly prompts: Prompts
  readonly training: Record<string, number | string>
}

/** Writes model, tokenizer and, last, the manifest that vouches for both; returns the manifest. */
export async function writeModel(folder: string, files: ModelFiles): Promise<LanguageModelManifest> {
  await mkdir(folder, { recursive: true })
  const { name, version, shape, prompts, training } = files
  const manifest = Manifest.parse({
    schemaVersion: 1,
    kind: 'language-model',
    name,
    version,
    licence: 'MIT',
    ...(await write(folder, `${name}.onnx`, files.model)),
    tokenizer: await write(folder, `${name}.tokenizer.json`, text(JSON.stringify(files.tokenizer))),
    architecture: shape,
    prompts,
    training,
  }) as LanguageModelManifest
  await write(folder, 'manifest.json', text(JSON.stringify(manifest, null, 2)))
  return manifest
}

const text = (content: string): Uint8Array => new TextEncoder().encode(`${content}\n`)

async function write(folder: string, file: string, bytes: Uint8Array): Promise<FileEntry> {
  const path = join(folder, file)
  await writeFile(`${path}.new`, bytes)
  await rename(`${path}.new`, path)
  return { file, sha256: sha256Hex(bytes), bytes: bytes.length }
}
