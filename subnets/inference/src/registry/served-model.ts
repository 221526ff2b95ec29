import type { TensorInfo, TensorsManifest } from '@subnetkit/models'
import type { ModelMetadata } from '../contract.ts'
import { datatypeOf } from '../wire/datatype.ts'
import type { ModelEntry } from './model-entry.ts'

/** A model of the list, with what its manifest says. */
export interface ServedModel {
  readonly entry: ModelEntry
  readonly manifest: TensorsManifest
  readonly manifestUrl: URL
}

/**
 * The name of the free dimension that all inputs and outputs begin with: a batch, whose items do not depend on each other.
 * Undefined when there is none.
 */
export function batchOf({
  inputs,
  outputs,
}: Pick<TensorsManifest, 'inputs' | 'outputs'>): string | undefined {
  const first = inputs[0]?.shape[0]
  const isCommon = [...inputs, ...outputs].every(({ shape }) => shape[0] === first)
  return typeof first === 'string' && isCommon ? first : undefined
}

/** What the protocol tells of a model. */
export function metadataOf({ entry, manifest }: ServedModel, versions: readonly string[]): ModelMetadata {
  const tell = ({ name, type, shape }: TensorInfo) => ({
    name,
    datatype: datatypeOf(type),
    shape: shape.map((size) => (typeof size === 'string' ? -1 : size)),
  })
  return {
    name: entry.id,
    versions: [...versions],
    platform: 'onnxruntime_onnx',
    inputs: manifest.inputs.map(tell),
    outputs: manifest.outputs.map(tell),
  }
}
