import type { Generated, Verification } from '../generation.ts'
import type { LanguageModelManifest, TensorInfo } from '../manifest.ts'
import type { Cut } from '../sampling.ts'
import type { Tensors } from '../tensor.ts'

/**
 * What computes. `native`: ONNX Runtime for this processor, fast; other processors differ in the last bits. `wasm`: ONNX
 * Runtime in WebAssembly, three to fifteen times slower, the same bits on every processor.
 */
export type Backend = 'native' | 'wasm'

/** What a model's file says of its inputs and outputs. */
export interface Graph {
  readonly inputs: readonly TensorInfo[]
  readonly outputs: readonly TensorInfo[]
}

/** What the worker needs to know of a language model. */
export interface DecoderShape extends Omit<LanguageModelManifest['architecture'], 'width'> {
  readonly width: number
  readonly endToken: number
}

/** What a worker can be asked to do, with the type of what comes back. */
export interface Tasks {
  load: { task: { kind: 'load'; bytes: Uint8Array; threads: number; backend: Backend }; result: Graph }
  run: { task: { kind: 'run'; feeds: Tensors }; result: Tensors }
  generate: {
    task: {
      kind: 'generate'
      shape: DecoderShape
      prompt: readonly number[]
      seed: string
      temperature: number
      cut: Cut
      /** Already limited by the context length. */
      maxTokens: number
      sampler: 'seeded' | 'greedy'
    }
    result: Generated
  }
  verify: {
    task: {
      kind: 'verify'
      shape: DecoderShape
      prompt: readonly number[]
      tokens: readonly number[]
      logprobs: readonly number[] | undefined
      seed: string
      temperature: number
      cut: Cut
      maxTokens: number
      /** The position of the token that completes a stop string, which the worker cannot tell: it knows no text. */
      stoppedAt: number | undefined
      tolerance: number
    }
    result: Verification
  }
}
export type TaskKind = keyof Tasks
export type Task = Tasks[TaskKind]['task']
export type ResultOf<K extends TaskKind> = Tasks[K]['result']

/** Main thread to worker. `model` says which loaded model a task is for; `stop` ends the thread between two runs. */
export type WorkerRequest =
  | { id: number; model: number; task: Task }
  | { id: number; abort: true }
  | { stop: true }

/** What a generation tells while it runs. */
export interface TokenEvent {
  readonly token: number
  readonly logprob: number
}

/** Worker to main thread: any number of events, then one result or failure. */
export type WorkerReply =
  | { id: number; event: TokenEvent }
  | { id: number; result: unknown }
  | { id: number; failure: { code: 'MODEL_INVALID' | 'RUN_FAILED' | 'BACKEND_MISSING'; problem: string } }
