import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { InferenceSession } from './onnx.ts'

/** The optional package is not there. */
export class BackendMissing extends Error {
  override readonly name = 'BackendMissing'
}

/** Not a literal: a program without the package must still compile and start. */
const packageName = 'onnxruntime-web'

const load = async (): Promise<typeof import('onnxruntime-web')> => {
  try {
    const file = createRequire(import.meta.url).resolve(packageName)
    return (await import(pathToFileURL(file).href)).default
  } catch (cause) {
    throw new BackendMissing(cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause))
  }
}

/**
 * Opens a session in WebAssembly. One thread and a fixed optimisation level: whoever loads the same file gets the same
 * bits, whatever the processor.
 *
 * @throws BackendMissing
 */
export async function openWasmSession(model: Uint8Array): Promise<InferenceSession> {
  const { env, InferenceSession: Sessions } = await load()
  env.wasm.numThreads = 1
  env.logLevel = 'error'
  return Sessions.create(model, { executionProviders: ['wasm'], graphOptimizationLevel: 'all' })
}
