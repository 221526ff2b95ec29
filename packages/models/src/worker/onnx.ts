import { InferenceSession, Tensor as OnnxTensor } from 'onnxruntime-node'
import type { TensorInfo } from '../manifest.ts'
import type { Tensor, Tensors, TensorType } from '../tensor.ts'

import type { Graph } from './messages.ts'

/** ONNX Runtime's tensors by name. */
export type OnnxTensors = Record<string, OnnxTensor>

/**
 * Opens a session. The options are part of the protocol between miner and validator: another optimisation level gives
 * other bits. The number of threads does not. No memory arena and no spinning: cores are shared with other work.
 */
export const openSession = (model: Uint8Array, threads: number): Promise<InferenceSession> =>
  InferenceSession.create(model, {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    enableCpuMemArena: false,
    logSeverityLevel: 3,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  })

export const toOnnx = (tensors: Tensors): OnnxTensors =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [
      name,
      new OnnxTensor(tensor.type as 'float32', tensor.data as Float32Array, tensor.dims),
    ]),
  )

export const fromOnnx = (tensors: InferenceSession.OnnxValueMapType): Tensors =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, value]) => {
      const { type, dims, data } = value as OnnxTensor
      return [name, { type: type as TensorType, dims, data } as Tensor]
    }),
  )

/** What the model's file says of its inputs and outputs; a dimension that is free has a name there. */
export const graphOf = (session: InferenceSession): Graph => {
  const infoOf = (values: readonly InferenceSession.ValueMetadata[]): TensorInfo[] =>
    values.map((value) => {
      if (!value.isTensor) throw new TypeError(`${value.name} is no tensor`)
      const type = value.type as TensorType
      return { name: value.name, type, shape: value.shape.map((size, i) => (size === '' ? `d${i}` : size)) }
    })
  return { inputs: infoOf(session.inputMetadata), outputs: infoOf(session.outputMetadata) }
}

/** @throws TypeError when the output is missing or of another type */
export function float32Of(tensors: InferenceSession.OnnxValueMapType, name: string): Float32Array {
  const data = (tensors[name] as OnnxTensor | undefined)?.data
  if (!(data instanceof Float32Array)) throw new TypeError(`the model has no float32 output "${name}"`)
  return data
}

export const float32Tensor = (data: Float32Array, dims: readonly number[]): OnnxTensor =>
  new OnnxTensor('float32', data, dims)

export const int64Tensor = (values: readonly number[], dims: readonly number[]): OnnxTensor =>
  new OnnxTensor('int64', BigInt64Array.from(values, BigInt), dims)

export type { InferenceSession } from 'onnxruntime-node'
