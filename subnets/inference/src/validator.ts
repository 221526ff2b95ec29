import { defineValidator } from '@subnetkit/neuron'
import { prove } from './check/prove.ts'
import { Config } from './config.ts'
import { contract } from './contract.ts'
import { commitmentFinding } from './finding.ts'
import { drawInputs } from './questions/draw-inputs.ts'
import { commitmentOf } from './registry/commitment.ts'
import { openRegistry } from './registry/registry.ts'
import { rule } from './rule.ts'
import { localRunner } from './run/runner.ts'

/** Which model a question is for; the path says it, which is no part of an exchange. */
interface Asked {
  readonly id: string
  readonly version: string
}

/** Asks for runs of every model on inputs that it makes up, and runs some of each batch again. */
export const validator = defineValidator(contract, {
  config: Config,
  async setup({ models, config }) {
    const registry = await openRegistry(config.models)
    const runners = await Promise.all(
      registry.models.map(async (model) => [model, await localRunner(models, model)] as const),
    )
    return { registry, runners: new Map(runners), commitment: commitmentOf(registry) }
  },
  schedule: { questions: 6, deadlineMs: 10_000, concurrency: 2 },
  // Inputs differ per neuron and question, so there is nothing to copy and nothing to replay.
  challenge({ ask, random, env: { registry } }) {
    const model = random.pick(registry.models)
    const { id, version } = model.entry
    const request = {
      id: Buffer.from(random.bytes(8)).toString('hex'),
      inputs: drawInputs(model, random),
      binaryOutputs: true,
    }
    const asked: Asked = { id, version }
    return ask('inferVersion', request, asked, { model: id, version })
  },
  async verify({ exchange, hidden, neuron, random, signal, env: { registry, runners, commitment } }) {
    // A question of somebody else's does not say which model it was for.
    if (hidden === undefined || exchange.route !== 'inferVersion') return undefined
    const { request, outcome, timing } = exchange
    const { modelName, modelVersion, id, outputs } = outcome.response
    const model = registry.find(hidden.id, hidden.version)
    const run = runners.get(model)!
    const proof = await prove({ model, run, inputs: request.inputs, outputs, random, signal })
    const agrees = modelName === hidden.id && modelVersion === hidden.version && id === request.id
    return {
      valid: proof.ok && agrees,
      model: hidden.id,
      items: proof.items,
      checked: proof.checked,
      error: proof.error,
      commitment: commitmentFinding(neuron, commitment),
      ms: timing.doneMs,
    }
  },
  rule,
})
