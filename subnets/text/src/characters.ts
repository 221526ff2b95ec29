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

/** Local miners of this subnet that misbehave; the general ones are in @subnetkit/characters. */
export const characters: readonly Character[] = [
  {
    name: 'cheat',
    class: 'less work',
    description: 'generates the first quarter of an answer and repeats it to fill the rest',
    wrap: quarter,
  },
]
