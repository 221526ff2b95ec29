import { mersenneDraws } from '../mersenne-twister.ts'
import { type StandIn, type StandInRoute, sendEvents, standIn } from './stand-in.ts'
import { toyModel } from './toy-model.ts'

/** How a stand-in streams: engines differ in all of this. */
export interface Habits {
  /** Sends `token_ids`, or `id` in each log-probability, or neither. */
  ids: 'token_ids' | 'id' | 'none'
  logprobs: boolean
  /** Sends usage when it is asked for it. */
  usage: boolean
  /** Tokens a chunk. */
  bundle: number
}

const usual: Habits = { ids: 'token_ids', logprobs: true, usage: true, bundle: 1 }

/** Stands in for vLLM: a sampler of its own, log-probabilities of the plain distribution, re-scoring of prompts. */
export function toyVllm(habits: Partial<Habits> = {}): Promise<StandIn> {
  return standIn({
    '/v1/models': () => ({ object: 'list', data: [{ id: 'toy', max_model_len: 300 }] }),
    '/tokenize': ({ messages }) => {
      const tokens = tokensOf(messages)
      return { tokens, count: tokens.length, max_model_len: 300 }
    },
    '/detokenize': ({ tokens }) => ({ prompt: toyModel.decode(tokens) }),
    '/v1/chat/completions': chat({ ...usual, ...habits }),
    '/v1/completions': score,
  })
}

const tokensOf = (messages: { role: string; content: string }[]): number[] =>
  toyModel.encode(messages.map(({ role, content }) => `${role[0]}:${content}`).join('|'))

const chat =
  ({ ids, logprobs, usage, bundle }: Habits): StandInRoute =>
  (body, response) => {
    const prompt = tokensOf(body.messages)
    const isShown = (id: number) => id > (body.skip_special_tokens === false ? toyModel.end : toyModel.turn)
    const sampling = {
      temperature: body.temperature,
      topK: body.top_k ?? toyModel.vocabulary,
      topP: body.top_p,
    }
    const draws = mersenneDraws(body.seed, body.max_tokens)
    const tokens: number[] = []
    while (tokens.length < body.max_tokens && tokens.at(-1) !== toyModel.end) {
      tokens.push(toyModel.draw([...prompt, ...tokens], { at: draws[tokens.length]!, ...sampling }))
    }
    const finish = tokens.at(-1) === toyModel.end ? 'stop' : 'length'
    const events: unknown[] = [
      { choices: [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }] },
    ]
    for (let at = 0; at < tokens.length; at += bundle) {
      const some = tokens.slice(at, at + bundle)
      const content = some.map((id, i) => ({
        token: toyModel.decode([id]),
        logprob: toyModel.logprobs([...prompt, ...tokens.slice(0, at + i)])[id],
        ...(ids === 'id' && { id }),
      }))
      const shown = toyModel.decode(tokens.slice(0, at + bundle).filter(isShown))
      const before = toyModel.decode(tokens.slice(0, at).filter(isShown))
      const [whole, known] = [shown, before].map((text) => text.replace(/\uFFFD+$/, ''))
      const isLast = at + bundle >= tokens.length
      events.push({
        choices: [
          {
            index: 0,
            delta: { content: whole!.slice(known!.length) },
            logprobs: logprobs ? { content } : null,
            ...(ids === 'token_ids' && { token_ids: some }),
            finish_reason: isLast ? finish : null,
          },
        ],
      })
    }
    if (usage && body.stream_options?.include_usage) {
      events.push({ choices: [], usage: { prompt_tokens: prompt.length, completion_tokens: tokens.length } })
    }
    sendEvents(response, events)
  }

/** `prompt_logprobs`: for every token those of the likeliest there, and its own. */
const score: StandInRoute = ({ prompt, prompt_logprobs: count, logit_bias: bias }) => {
  const forced = Number(Object.keys(bias ?? {})[0] ?? -1)
  const rows = (prompt as number[]).map((token, at) => {
    if (at === 0) return null
    const before = prompt.slice(0, at)
    const own = { id: token, logprob: toyModel.logprobs(before)[token]! }
    const listed = [...toyModel.best(before, count), own]
    return Object.fromEntries(
      listed.map(({ id, logprob }, i) => [id, { logprob, rank: i + 1, decoded_token: '' }]),
    )
  })
  const finish = forced === toyModel.end ? 'stop' : 'length'
  return {
    choices: [{ text: '', finish_reason: finish, ...(count !== undefined && { prompt_logprobs: rows }) }],
  }
}
