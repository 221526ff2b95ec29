import { defineMiner } from '@subnetkit/neuron'
import { MinerConfig } from './config.ts'
import { contract } from './contract.ts'
import { connectEngine } from './engine/connect-engine.ts'
import { commitmentOf } from './registry/commitment.ts'
import { openRegistry, type Registry } from './registry/registry.ts'
import { metadataOf, type ServedModel } from './registry/served-model.ts'
import { checkRequest } from './run/check-inputs.ts'
import { localRunner, type Runner } from './run/runner.ts'
import type { InferRequest } from './wire/infer-request.ts'
import type { InferResponse } from './wire/infer-response.ts'

/** What the routes work with. */
interface Env {
  readonly registry: Registry
  readonly runners: ReadonlyMap<ServedModel, Runner>
}

interface Named {
  readonly env: Env
  readonly params: { readonly model: string; readonly version?: string }
}

const found = ({ env, params }: Named): ServedModel => env.registry.find(params.model, params.version)

const describe = async (call: Named) =>
  metadataOf(found(call), call.env.registry.versionsOf(call.params.model))

const isReady = async (call: Named) => ({ name: found(call).entry.id, ready: true })

async function infer(call: Named & { request: InferRequest; signal: AbortSignal }): Promise<InferResponse> {
  const { request, signal, env } = call
  const model = found(call)
  checkRequest(model, request)
  const results = await env.runners.get(model)!(request.inputs, signal)
  const { id, binaryOutputs } = request
  const wanted = request.outputs?.length
    ? request.outputs
    : results.map(({ name }) => ({ name, binary: undefined }))
  const outputs = wanted.flatMap(({ name, binary = binaryOutputs }) => {
    const result = results.find((output) => output.name === name)
    return result ? [{ ...result, binary }] : []
  })
  const { id: modelName, version: modelVersion } = model.entry
  return { modelName, modelVersion, id, outputs }
}

/** Runs models in worker threads, or has an inference server run them, and tells what there is. */
export const miner = defineMiner(contract, {
  config: MinerConfig,
  async setup({ models, config, signal }): Promise<Env> {
    const registry = await openRegistry(config.models)
    const engine = config.engine && (await connectEngine(config.engine, signal))
    const runners = await Promise.all(
      registry.models.map(async (model) => {
        // No inference server computes in WebAssembly, to the bit.
        const isOurs = engine === undefined || model.entry.mode === 'exact'
        const runner = isOurs ? await localRunner(models, model) : await engine.runner(model)
        return [model, runner] as const
      }),
    )
    return { registry, runners: new Map(runners) }
  },
  commit: ({ registry }: Env) => commitmentOf(registry),
  routes: {
    live: async () => ({ live: true }),
    ready: async () => ({ ready: true }),
    server: async () => ({ name: 'subnetkit-inference', version: '1', extensions: ['binary_tensor_data'] }),
    model: describe,
    version: describe,
    modelReady: isReady,
    versionReady: isReady,
    infer,
    inferVersion: infer,
  },
})
