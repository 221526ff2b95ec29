import { Worker } from 'node:worker_threads'

/**
 * Starts the model thread. Compiled it is plain JavaScript. From source it is TypeScript, which a worker of Node 20 does
 * not read even when its parent runs under tsx, so it starts from a small module that registers tsx first.
 */
export function startWorker(): Worker {
  const fromSource = import.meta.url.endsWith('.ts')
  // Without the parent's arguments: its --import of tsx would fail in the worker's own resolution.
  const options = { execArgv: [] }
  return new Worker(new URL(fromSource ? './from-source.mjs' : './model-worker.js', import.meta.url), options)
}
