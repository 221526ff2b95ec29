import { type Alteration, alterWeights } from './alter-weights.ts'
import { modelErrors } from './errors.ts'
import { loadManifest, type Manifest, type ManifestLocation, manifestUrl, readModelFile } from './manifest.ts'
import type { Tensors } from './tensor.ts'
import type { Backend, Graph } from './worker/messages.ts'
import { type PoolModel, WorkerPool } from './worker-pool.ts'

/** A loaded model. */
export interface Model {
  readonly manifest: Manifest
  /**
   * Runs the model in a worker thread; feeds are copied there.
   *
   * @throws RUN_FAILED, WORKER_CRASHED, MODELS_CLOSED, or the signal's reason
   */
  run(feeds: Tensors, options?: { signal?: AbortSignal }): Promise<Tensors>
}

/** Models that share worker threads. */
export interface Models {
  /**
   * Reads, hashes and loads a model; the same manifest is loaded once for each backend.
   *
   * @throws MANIFEST_INVALID, MODEL_MISSING, MODEL_ALTERED, MODEL_TOO_LARGE, MODEL_INVALID, BACKEND_MISSING
   */
  load(manifest: ManifestLocation, options?: LoadOptions): Promise<Model>
  /**
   * Reads what a model's file says of its inputs and outputs, for a manifest of one's own; see `describeModel`.
   *
   * @throws MODEL_INVALID
   */
  inspect(name: string, bytes: Uint8Array): Promise<Graph>
  /** The same threads and files with every model's weights altered in memory, which no manifest and no hash shows. */
  altered(alteration: Alteration): Models
  /** Ends all workers; what is under way fails with MODELS_CLOSED. */
  close(): Promise<void>
}

/** How one model is loaded. */
export interface LoadOptions {
  /**
   * `native` (default) is fast; `wasm` gives the same bits on every processor, and needs the package onnxruntime-web,
   * version 1.30.0, beside this one.
   */
  readonly backend?: Backend
}

/** The workers of a set of models, and their limits. */
export interface ModelsOptions {
  /** Worker threads, each with its own copy of every model. Default 1. */
  readonly workers?: number
  /** ONNX Runtime's threads in each worker; results do not depend on it. Default 1. */
  readonly threads?: number
  /** The largest model file that is read, in bytes. Default 2 GiB. */
  readonly maxModelBytes?: number
}

/** What this package's own wrappers use beside `run`. */
export interface PooledModel extends Model {
  readonly pool: WorkerPool
  readonly entry: PoolModel
}

const pooled = new WeakMap<Model, PooledModel>()

/** The pool behind a model of `createModels`. */
export function pooledModel(model: Model): PooledModel {
  const found = pooled.get(model)
  if (!found)
    throw modelErrors.MODEL_KIND({
      name: model.manifest.name,
      kind: 'foreign',
      wanted: 'model of createModels()',
    })
  return found
}

/**
 * Prepares worker threads for ONNX models. Nothing is started before the first `load`.
 *
 * @example
 * ```ts
 * import { createModels } from '@subnetkit/models'
 *
 * const models = createModels()
 * const model = await models.load(new URL('./model/manifest.json', import.meta.url))
 * const outputs = await model.run({ x: { type: 'float32', dims: [1, 2], data: Float32Array.of(1, 2) } })
 * await models.close()
 * ```
 */
export function createModels(options: ModelsOptions = {}): Models {
  const { workers = 1, threads = 1, maxModelBytes } = options
  const pool = new WorkerPool({ workers, threads })
  const known = new Map<string, Promise<Model>>()

  const read = async (url: URL, backend: Backend, alteration?: Alteration): Promise<Model> => {
    const manifest = await loadManifest(url)
    const limit = maxModelBytes === undefined ? {} : { maxBytes: maxModelBytes }
    const file = await readModelFile(url, manifest, limit)
    const bytes = alteration ? alter(manifest.name, file, alteration) : file
    const entry = { id: nextId++, name: manifest.name, bytes, backend }
    await pool.load(entry)
    const model: Model = {
      manifest,
      run: (feeds, { signal } = {}) => pool.call<'run'>(entry, { kind: 'run', feeds }, { signal }),
    }
    pooled.set(model, { ...model, pool, entry })
    return model
  }
  let nextId = 0
  const view = (alteration?: Alteration): Models => ({
    load: (location, { backend = 'native' } = {}) => {
      const url = manifestUrl(location)
      const key = `${backend} ${url.href}#${alteration?.name ?? ''}`
      const before = known.get(key)
      if (before) return before
      const loading = read(url, backend, alteration)
      known.set(key, loading)
      // A file that was repaired can be loaded then.
      loading.catch(() => known.delete(key))
      return loading
    },
    inspect: (name, bytes) => pool.load({ id: nextId++, name, bytes }),
    altered: view,
    close: () => pool.close(),
  })
  return view()
}

function alter(name: string, bytes: Uint8Array, { change }: Alteration): Uint8Array {
  try {
    return alterWeights(bytes, change)
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause)
    throw modelErrors.MODEL_INVALID({ name, problem }, { cause })
  }
}
