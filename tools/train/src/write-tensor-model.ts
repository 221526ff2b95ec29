import { mkdir } from 'node:fs/promises'
import { Manifest } from '@subnetkit/models'
import type { Network } from './network.ts'
import { utf8Line, writeModelFile } from './write-model-file.ts'

export interface TensorModelFiles {
  readonly network: Network
  readonly version: string
  readonly model: Uint8Array
  readonly training: Record<string, number | string>
}

/** Writes `<name>.onnx` and, last, the manifest `<name>.json` that vouches for it; returns the manifest. */
export async function writeTensorModel(folder: string, files: TensorModelFiles): Promise<Manifest> {
  await mkdir(folder, { recursive: true })
  const { name, inputs, outputs } = files.network
  const manifest = Manifest.parse({
    schemaVersion: 1,
    kind: 'tensors',
    name,
    version: files.version,
    licence: 'MIT',
    ...(await writeModelFile(folder, `${name}.onnx`, files.model)),
    inputs,
    outputs,
    training: files.training,
  })
  await writeModelFile(folder, `${name}.json`, utf8Line(JSON.stringify(manifest, null, 2)))
  return manifest
}
