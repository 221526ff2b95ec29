import { type MessagePort, parentPort, type TransferListItem } from 'node:worker_threads'
import type { Tensors } from '../tensor.ts'
import { Decoder } from './decoder.ts'
import { generate } from './generate.ts'
import type { Task, TokenEvent, WorkerReply, WorkerRequest } from './messages.ts'
import { fromOnnx, graphOf, type InferenceSession, openSession, toOnnx } from './onnx.ts'
import { verify } from './verify.ts'
import { BackendMissing, openWasmSession } from './wasm.ts'

/** The thread that runs models, so that the main thread's event loop never waits for one. */
function serve(port: MessagePort): void {
  const sessions = new Map<number, InferenceSession>()
  const aborted = new Set<number>()
  const running = new Set<number>()
  let stopping = false

  // With its port closed nothing keeps the thread alive.
  const endWhenIdle = (): void => {
    if (stopping && running.size === 0) port.close()
  }

  const perform = async (id: number, model: number, task: Task): Promise<unknown> => {
    if (task.kind === 'load') {
      const session = await (task.backend === 'wasm'
        ? openWasmSession(task.bytes)
        : openSession(task.bytes, task.threads))
      sessions.set(model, session)
      return graphOf(session)
    }
    const session = sessions.get(model)
    if (!session) throw new Error(`model ${model} is not loaded`)
    // Aborts that arrived meanwhile are read before the work begins.
    await new Promise(setImmediate)
    if (aborted.has(id)) return undefined
    switch (task.kind) {
      case 'run':
        return fromOnnx(await session.run(toOnnx(task.feeds)))
      case 'generate': {
        const onToken = (event: TokenEvent) => port.postMessage({ id, event } satisfies WorkerReply)
        const decoder = new Decoder(session, task.shape)
        return generate(decoder, task.shape, task, onToken, () => aborted.has(id))
      }
      case 'verify':
        return verify(new Decoder(session, task.shape), task.shape, task)
    }
  }

  port.on('message', async (request: WorkerRequest) => {
    if ('stop' in request) {
      stopping = true
      for (const id of running) aborted.add(id)
      return endWhenIdle()
    }
    const { id } = request
    if ('abort' in request) {
      if (running.has(id)) aborted.add(id)
      return
    }
    running.add(id)
    try {
      const result = await perform(id, request.model, request.task)
      const transfer = request.task.kind === 'run' && result !== undefined ? buffersOf(result as Tensors) : []
      port.postMessage({ id, result } satisfies WorkerReply, transfer)
    } catch (error) {
      const code =
        request.task.kind !== 'load'
          ? 'RUN_FAILED'
          : error instanceof BackendMissing
            ? 'BACKEND_MISSING'
            : 'MODEL_INVALID'
      const problem = error instanceof Error ? error.message : String(error)
      port.postMessage({ id, failure: { code, problem } } satisfies WorkerReply)
    } finally {
      running.delete(id)
      aborted.delete(id)
      endWhenIdle()
    }
  })
}

const buffersOf = (tensors: Tensors): TransferListItem[] => [
  ...new Set(
    Object.values(tensors).flatMap((tensor) =>
      tensor.type === 'string' ? [] : [tensor.data.buffer as ArrayBuffer],
    ),
  ),
]

if (parentPort) serve(parentPort)
