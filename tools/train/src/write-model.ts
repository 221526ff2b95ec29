import { mkdir } from 'node:fs/promises'
import { type LanguageModelManifest, Manifest, type Prompts, type TokenizerFile } from '@subnetkit/models'
import type { TransformerShape } from './transformer/shape.ts'
import { utf8Line, writeModelFile } from './write-model-file.ts'

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
    ...(await writeModelFile(folder, `${name}.onnx`, files.model)),
    tokenizer: await writeModelFile(
      folder,
      `${name}.tokenizer.json`,
      utf8Line(JSON.stringify(files.tokenizer)),
    ),
    architecture: shape,
    prompts,
    training,
  }) as LanguageModelManifest
  await writeModelFile(folder, 'manifest.json', utf8Line(JSON.stringify(manifest, null, 2)))
  return manifest
}
