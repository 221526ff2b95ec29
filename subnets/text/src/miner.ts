import { languageModel } from '@subnetkit/models'
import { defineMiner } from '@subnetkit/neuron'
import { protocolErrors } from '@subnetkit/protocol'
import { contract } from './contract.ts'
import { Config } from './model.ts'

/** Generates with the subnet's model, in a worker thread, and hands on every token as it comes. */
export const miner = defineMiner(contract, {
  config: Config,
  setup: async ({ models, config }) => ({ model: await languageModel(models, config.model) }),
  routes: {
    async *generate({ request, env: { model }, signal }) {
      const promptTokens = model.tokenizer.encodePrompt(request.prompt).length
      if (promptTokens > model.promptLimit) {
        const issues = `prompt: ${promptTokens} tokens, of at most ${model.promptLimit}`
        throw protocolErrors.BODY_INVALID({ issues })
      }
      const tokens: number[] = []
      const logprobs: number[] = []
      let text = ''
      const generation = model.generate({ ...request, signal })
      let step = await generation.next()
      for (; !step.done; step = await generation.next()) {
        yield { index: tokens.length, ...step.value }
        tokens.push(step.value.token)
        logprobs.push(step.value.logprob)
        text += step.value.text
      }
      return {
        text,
        tokens,
        logprobs,
        finish: step.value.finish,
        usage: { promptTokens, completionTokens: tokens.length },
      }
    },
  },
})
