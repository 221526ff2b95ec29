import type { TransferListItem, Worker } from 'node:worker_threads'
import { modelErrors } from './errors.ts'
import type {
  Backend,
  Graph,
  ResultOf,
  TaskKind,
  Tasks,
  TokenEvent,
  WorkerReply,
  WorkerRequest,
} from './worker/messages.ts'
import { startWorker } from './worker/start-worker.ts'

/** What a thread gets to end its current run before it is killed, ms. */
const stopGraceMs = 900

/** A model's bytes as every worker loads them. */
export interface PoolModel {
  readonly id: number
  readonly name: string
  readonly bytes: Uint8Array
  readonly backend?: Backend
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined
  readonly transfer?: readonly TransferListItem[]
  readonly onToken?: (event: TokenEvent) => void
}

interface Call {
  readonly model: string
  readonly onToken: CallOptions['onToken']
  resolve(result: unknown): void
  reject(reason: unknown): void
}

interface Slot {
  readonly worker: Worker
  readonly calls: Map<number, Call>
  readonly loaded: Map<number, Promise<Graph>>
}

/** Worker threads that load the same models and share the calls; one that dies is replaced by the next call. */
export class WorkerPool {
  readonly #size: number
  readonly #threads: number
  readonly #startWorker: () => Worker
  readonly #slots: Slot[] = []
  #nextCall = 0
  #closed = false

  constructor(options: { workers: number; threads: number; start?: () => Worker }) {
    this.#size = options.workers
    this.#threads = options.threads
    this.#startWorker = options.start ?? startWorker
  }

  /** Loads a model in every worker, so that no later call waits for it; returns what its file says of it. */
  async load(model: PoolModel): Promise<Graph> {
    while (this.#slots.length < this.#size && !this.#closed) this.#slots.push(this.#start())
    const graphs = await Promise.all(this.#slots.map((slot) => this.#ensure(slot, model)))
    if (!graphs[0]) throw modelErrors.MODELS_CLOSED()
    return graphs[0]
  }

  /**
   * Runs a task on the least busy worker.
   *
   * @throws the signal's reason as soon as it aborts; RUN_FAILED, WORKER_CRASHED, MODELS_CLOSED
   */
  async call<K extends Exclude<TaskKind, 'load'>>(
    model: PoolModel,
    task: Tasks[K]['task'],
    options: CallOptions = {},
  ): Promise<ResultOf<K>> {
    options.signal?.throwIfAborted()
    if (this.#closed) throw modelErrors.MODELS_CLOSED()
    if (this.#slots.length < this.#size) this.#slots.push(this.#start())
    const slot = this.#slots.reduce((best, other) => (other.calls.size < best.calls.size ? other : best))
    await this.#ensure(slot, model)
    return this.#post(slot, model, task, options) as Promise<ResultOf<K>>
  }

  async close(): Promise<void> {
    this.#closed = true
    const slots = this.#slots.splice(0)
    for (const slot of slots) fail(slot, modelErrors.MODELS_CLOSED())
    await Promise.all(slots.map(({ worker }) => stopWorker(worker)))
  }

  #start(): Slot {
    const slot: Slot = { worker: this.#startWorker(), calls: new Map(), loaded: new Map() }
    const { worker, calls } = slot
    const lose = (problem: string): void => {
      const at = this.#slots.indexOf(slot)
      if (at >= 0) this.#slots.splice(at, 1)
      fail(slot, modelErrors.WORKER_CRASHED({ problem }))
    }
    worker.on('error', (error) => lose(error.message))
    worker.on('exit', (code) => lose(`exit code ${code}`))
    worker.on('message', (reply: WorkerReply) => {
      const call = calls.get(reply.id)
      if (!call) return
      if ('event' in reply) return call.onToken?.(reply.event)
      finish(slot, reply.id)
      if ('result' in reply) return call.resolve(reply.result)
      const { code, problem } = reply.failure
      call.reject(modelErrors[code]({ name: call.model, problem }))
    })
    // Idle workers do not keep a process alive.
    worker.unref()
    return slot
  }

  #ensure(slot: Slot, model: PoolModel): Promise<Graph> {
    const known = slot.loaded.get(model.id)
    if (known) return known
    const { bytes, backend = 'native' } = model
    const task = { kind: 'load' as const, bytes, threads: this.#threads, backend }
    const loading = this.#post(slot, model, task, {}) as Promise<Graph>
    slot.loaded.set(model.id, loading)
    loading.catch(() => slot.loaded.delete(model.id))
    return loading
  }

  async #post(
    slot: Slot,
    model: PoolModel,
    task: Tasks[TaskKind]['task'],
    options: CallOptions,
  ): Promise<unknown> {
    const { signal } = options
    if (this.#closed) throw modelErrors.MODELS_CLOSED()
    signal?.throwIfAborted()
    if (!this.#slots.includes(slot)) throw modelErrors.WORKER_CRASHED({ problem: 'it ended while it loaded' })
    const id = this.#nextCall++
    const send = (request: WorkerRequest, transfer: readonly TransferListItem[] = []): void =>
      slot.worker.postMessage(request, transfer)
    let onAbort: (() => void) | undefined
    try {
      return await new Promise((resolve, reject) => {
        slot.worker.ref()
        slot.calls.set(id, { model: model.name, onToken: options.onToken, resolve, reject })
        onAbort = () => {
          // The worker notices between tokens; whoever waits need not.
          finish(slot, id)
          send({ id, abort: true })
          reject(signal?.reason)
        }
        signal?.addEventListener('abort', onAbort, { once: true })
        try {
          send({ id, model: model.id, task }, options.transfer)
        } catch (error) {
          // What cannot be copied to another thread, such as a function among the feeds.
          finish(slot, id)
          const problem = error instanceof Error ? error.message : String(error)
          reject(modelErrors.RUN_FAILED({ name: model.name, problem }))
        }
      })
    } finally {
      if (onAbort) signal?.removeEventListener('abort', onAbort)
    }
  }
}

/** A thread killed within a run of ONNX Runtime takes the process with it: it gets the time to end the run first. */
async function stopWorker(worker: Worker): Promise<void> {
  const ended = new Promise((resolve) => worker.once('exit', resolve))
  worker.ref()
  worker.postMessage({ stop: true } satisfies WorkerRequest)
  const late = setTimeout(() => void worker.terminate(), stopGraceMs)
  await ended
  clearTimeout(late)
}

function finish(slot: Slot, id: number): void {
  slot.calls.delete(id)
  if (slot.calls.size === 0) slot.worker.unref()
}

function fail(slot: Slot, reason: Error): void {
  for (const call of slot.calls.values()) call.reject(reason)
  slot.calls.clear()
}
