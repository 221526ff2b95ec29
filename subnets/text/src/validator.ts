import { drawPrompt, languageModel, modelErrors } from '@subnetkit/models'
import { defineValidator } from '@subnetkit/neuron'
import { contract } from './contract.ts'
import { findingOf } from './finding.ts'
import { Config } from './model.ts'
import { rule } from './rule.ts'

/** Asks for stories, and proves or refutes every answer in one pass over its tokens. */
export const validator = defineValidator(contract, {
  config: Config,
  async setup({ models, config }) {
    const model = await languageModel(models, config.model)
    const { name, prompts } = model.manifest
    if (!prompts)
      throw modelErrors.MODEL_KIND({ name, kind: 'model without prompts', wanted: 'model that names them' })
    return { model, prompts }
  },
  schedule: { questions: 4, deadlineMs: 10_000, concurrency: 2 },
  // Every neuron gets its own seeds, so there is nothing to copy; no two questions are alike, so nothing to replay.
  challenge: ({ ask, random, env }) =>
    ask('generate', {
      prompt: drawPrompt(env.prompts, random),
      seed: Buffer.from(random.bytes(16)).toString('hex'),
      temperature: (70 + random.integer(41)) / 100,
      maxTokens: 40 + random.integer(73),
    }),
  async verify({ exchange, env: { model }, signal }) {
    const { tokens, logprobs } = exchange.outcome.response
    const proof = await model.verify({ ...exchange.request, tokens, logprobs, signal })
    return findingOf(exchange, proof, model)
  },
  rule,
})
