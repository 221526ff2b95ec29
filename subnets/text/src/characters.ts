import type { Character, CharacterWrap } from '@subnetkit/neuron'
import { Completion, Prompt } from './contract.ts'

/** Generates a quarter of the answer and fills the rest with what it has: fluent, and three times as cheap. */
const quarter: CharacterWrap = (next) =>
  async function* (call) {
    const asked = Prompt.parse(call.request)
    const part = { ...call, request: { ...asked, maxTokens: Math.ceil(asked.maxTokens / 4) } }
    const parts: { token: number; text: string; logprob: number }[] = []
    const work = next(part)
    let step = await work.next()
    for (; !step.done; step = await work.next()) {
      parts.push(step.value as (typeof parts)[number])
      yield step.value
    }
    const honest = Completion.parse(step.value)
    if (honest.finish === 'stop') return honest
    const generated = parts.length
    while (parts.length < asked.maxTokens) {
      const again = parts[parts.length - generated]!
      yield { ...again, index: parts.length }
      parts.push(again)
    }
    return {
      text: parts.map(({ text }) => text).join(''),
      tokens: parts.map(({ token }) => token),
      logprobs: parts.map(({ logprob }) => logprob),
      finish: 'length',
      usage: { ...honest.usage, completionTokens: parts.length },
    }
  }

/** Generates with another request than the one that was asked. */
const insteadOf =
  (change: (asked: Prompt) => Partial<Prompt>): CharacterWrap =>
  (next) =>
  (call) => {
    const asked = Prompt.parse(call.request)
    return next({ ...call, request: { ...asked, ...change(asked) } })
  }

/** Does the work, and says of its answer what is not so. */
const claiming =
  (claim: (answer: Completion) => Partial<Completion>): CharacterWrap =>
  (next) =>
    async function* (call) {
      const answer = Completion.parse(yield* next(call))
      return { ...answer, ...claim(answer) }
    }

/** Local miners of this subnet that misbehave; the general ones are in @subnetkit/characters. */
export const characters: readonly Character[] = [
  {
    name: 'cheat',
    class: 'less work',
    description: 'generates the first quarter of an answer and repeats it to fill the rest',
    wrap: quarter,
  },
  {
    name: 'truncated',
    class: 'less work',
    description: 'generates half of what was asked for and calls it whole',
    wrap: insteadOf(({ maxTokens }) => ({ maxTokens: Math.ceil(maxTokens / 2) })),
  },
  {
    name: 'greedy',
    class: 'other rule',
    description: 'always takes the likeliest token, as far as the temperature allows, which reads well',
    wrap: insteadOf(() => ({ temperature: 0.05 })),
  },
  {
    name: 'warmer',
    class: 'other rule',
    description: 'samples at a temperature 0.3 above the one asked for',
    wrap: insteadOf(({ temperature }) => ({ temperature: Math.min(2, temperature + 0.3) })),
  },
  {
    name: 'over-claimer',
    class: 'other rule',
    description: 'claims twice the tokens and to be sure of each of them',
    wrap: claiming(({ usage, logprobs }) => ({
      usage: { ...usage, completionTokens: 2 * usage.completionTokens },
      logprobs: logprobs.map(() => 0),
    })),
  },
]
