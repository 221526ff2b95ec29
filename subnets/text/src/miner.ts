import { defineMiner } from '@subnetkit/neuron'
import { MinerConfig } from './config.ts'
import { contract } from './contract.ts'
import { openEngine } from './engine/open-engine.ts'

/** Generates with the subnet's model or an engine, and hands on every token as it comes. */
export const miner = defineMiner(contract, {
  config: MinerConfig,
  setup: async (host) => ({ engine: await openEngine(host) }),
  routes: {
    async *generate({ request, env: { engine }, signal }) {
      const tokens: number[] = []
      const logprobs: number[] = []
      let text = ''
      const generation = engine.generate(request, signal)
      let step = await generation.next()
      for (; !step.done; step = await generation.next()) {
        yield { index: tokens.length, ...step.value }
        tokens.push(step.value.token)
        logprobs.push(step.value.logprob)
        text += step.value.text
      }
      const { finish, promptTokens } = step.value
      return { text, tokens, logprobs, finish, usage: { promptTokens, completionTokens: tokens.length } }
    },
  },
})
