import { loadManifest, modelErrors } from '@subnetkit/models'
import { defineValidator } from '@subnetkit/neuron'
import { ValidatorConfig } from './config.ts'
import { contract } from './contract.ts'
import { openVerifier } from './engine/open-verifier.ts'
import { findingOf } from './finding.ts'
import { drawQuestion } from './questions.ts'
import { rule } from './rule.ts'

/** Asks for stories, and proves or refutes every answer with the subnet's model or an engine of its own. */
export const validator = defineValidator(contract, {
  config: ValidatorConfig,
  async setup(host) {
    const { model, tokens } = host.config
    const manifest = await loadManifest(model)
    const prompts = manifest.kind === 'language-model' ? manifest.prompts : undefined
    if (!prompts) {
      const kind = 'model without prompts'
      throw modelErrors.MODEL_KIND({ name: manifest.name, kind, wanted: 'model that names them' })
    }
    return { verifier: await openVerifier(host), prompts, tokens }
  },
  schedule: { questions: 4, deadlineMs: 10_000, concurrency: 2 },
  // Every neuron gets its own seeds, so there is nothing to copy; no two questions are alike, so nothing to replay.
  challenge: ({ ask, random, env: { prompts, tokens, verifier } }) =>
    ask('generate', drawQuestion({ prompts, random, tokens, plain: verifier.plain })),
  async verify({ exchange, env: { verifier }, random, signal }) {
    const { request, outcome } = exchange
    const events = outcome.events.map(({ data }) => data)
    const proof = await verifier.verify({ request, events, completion: outcome.response, random, signal })
    return findingOf(exchange, proof)
  },
  rule,
})
