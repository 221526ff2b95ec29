import { InferenceSession, Tensor } from 'onnxruntime-node'

/** What goes into and comes out of a graph, by name. */
export type Tensors = Record<string, Tensor>

/** A loaded graph. */
export interface Session {
  run(feeds: Tensors): Promise<Tensors>
  release(): Promise<void>
}

/** Loads a graph for training: the only place of this tool that touches ONNX Runtime. */
export async function openSession(model: Uint8Array, options: { threads: number }): Promise<Session> {
  const session = await InferenceSession.create(model, {
    executionProviders: ['cpu'],
    intraOpNumThreads: options.threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  })
  return {
    run: async (feeds) => (await session.run(feeds)) as Tensors,
    release: () => session.release(),
  }
}

export const floats = (data: Float32Array, dims: readonly number[]): Tensor =>
  new Tensor('float32', data, dims)

export const integers = (values: ArrayLike<number>, dims: readonly number[]): Tensor =>
  new Tensor('int64', BigInt64Array.from(values as ArrayLike<number> & Iterable<number>, BigInt), dims)

export const floatData = (tensor: Tensor | undefined): Float32Array => {
  if (!(tensor?.data instanceof Float32Array)) throw new TypeError('expected a float32 tensor')
  return tensor.data
}
