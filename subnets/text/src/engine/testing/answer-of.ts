import { seededRandom } from '@subnetkit/core'
import type { Completion, Prompt } from '../../contract.ts'
import type { Answer, TextEngine } from '../text-engine.ts'

export const asked: Prompt = {
  messages: [{ role: 'user', content: 'Tell a story about a fox.' }],
  seed: 'one',
  temperature: 0.8,
  stop: [],
  maxTokens: 40,
}

/** An engine's whole answer, as it comes to a validator. */
export async function answerOf(engine: TextEngine, request: Prompt): Promise<Answer> {
  const { signal } = new AbortController()
  const events: Answer['events'][number][] = []
  const generation = engine.generate(request, signal)
  let step = await generation.next()
  for (; !step.done; step = await generation.next()) events.push({ index: events.length, ...step.value })
  const { finish, promptTokens } = step.value
  const completion: Completion = {
    text: events.map(({ text }) => text).join(''),
    tokens: events.map(({ token }) => token),
    logprobs: events.map(({ logprob }) => logprob),
    finish,
    usage: { promptTokens, completionTokens: events.length },
  }
  return { request, events, completion, random: seededRandom('verify'), signal }
}

/** The same answer with other tokens, consistent in all that can be seen without a model. */
export function withTokens(
  answer: Answer,
  change: { tokens?: number[]; logprobs?: number[]; text?: string; finish?: Completion['finish'] },
): Answer {
  const { tokens, logprobs, text, finish, usage } = { ...answer.completion, ...change }
  const events = tokens.map((token, index) => ({
    index,
    token,
    logprob: logprobs[index] ?? 0,
    text: index === 0 ? text : '',
  }))
  const completion = { text, tokens, finish, logprobs: events.map(({ logprob }) => logprob) }
  const counted = { ...usage, completionTokens: tokens.length }
  return { ...answer, events, completion: { ...completion, usage: counted } }
}
