import { mersenneDraws } from '../mersenne-twister.ts'
import { type StandIn, type StandInRoute, sendEvents, sendJson, standIn } from './stand-in.ts'
import { toyModel } from './toy-model.ts'

const contextLength = 300

/** Stands in for llama.cpp's server, with its habits: numeric error codes, tokens inside a character left untold. */
export function toyLlamaServer(changes: Record<string, StandInRoute> = {}): Promise<StandIn> {
  return standIn({
    '/v1/models': () => ({
      object: 'list',
      data: [
        {
          id: 'toy',
          aliases: ['toy', 'toy-1'],
          meta: { n_vocab: toyModel.vocabulary, n_ctx: contextLength },
        },
      ],
    }),
    '/props': () => ({ total_slots: 1, default_generation_settings: { n_ctx: contextLength } }),
    '/apply-template': ({ messages }: { messages: { role: string; content: string }[] }) => ({
      prompt: messages.map(({ role, content }) => `${role[0]}:${content}`).join('|'),
    }),
    '/tokenize': ({ content }) => ({ tokens: toyModel.encode(content) }),
    '/detokenize': ({ tokens }) => ({ content: toyModel.decode(tokens) }),
    '/v1/completions': complete,
    ...changes,
  })
}

const complete: StandInRoute = (body, response) => {
  const { prompt, stream, max_tokens: most, seed, logit_bias: bias, logprobs = 0 } = body
  if (prompt.length + 1 > contextLength) {
    const message = 'the request exceeds the available context size'
    sendJson(response, 400, { error: { code: 400, message, type: 'exceed_context_size_error' } })
    return undefined
  }
  if (!stream) return oneToken(prompt, bias, logprobs)
  const draws = mersenneDraws(seed, most)
  const tokens: number[] = []
  const events: unknown[] = []
  let [untold, finish] = [[] as number[], 'length']
  while (tokens.length < most) {
    const text = [...prompt, ...tokens]
    const at = draws[tokens.length]!
    const sampling = { at, temperature: body.temperature, topK: body.top_k, topP: body.top_p }
    const id = toyModel.draw(text, sampling)
    const logprob = toyModel.logprobs(text)[id]!
    tokens.push(id)
    untold.push(...toyModel.bytesOf(id))
    const shown = Buffer.from(untold).toString()
    const timings = { predicted_n: tokens.length }
    if (!shown.includes('\uFFFD')) {
      const content = [{ id, token: shown, bytes: untold, logprob, top_logprobs: [{ id, logprob }] }]
      events.push({
        id: 'chatcmpl-1',
        choices: [{ text: shown, index: 0, logprobs: { content }, finish_reason: null }],
        timings,
      })
      untold = []
    }
    if (id === toyModel.end) {
      finish = 'stop'
      break
    }
  }
  const usage = { completion_tokens: tokens.length, prompt_tokens: prompt.length }
  const last = { text: '', index: 0, logprobs: null, finish_reason: finish }
  sendEvents(response, [...events, { choices: [last], usage, timings: { predicted_n: tokens.length } }])
  return undefined
}

/** The likeliest token, or the one that a bias favours; of one that ends inside a character nothing is told. */
function oneToken(prompt: number[], bias: Record<string, number> | undefined, count: number): unknown {
  const best = toyModel.best(prompt, count + 1)
  const id = Number(Object.keys(bias ?? {})[0] ?? best[0]!.id)
  const told = id < toyModel.firstOfFox && count > 0
  const content = [{ id, logprob: toyModel.logprobs(prompt)[id], top_logprobs: best }]
  const finish = id === toyModel.end ? 'stop' : 'length'
  return { choices: [{ text: '', logprobs: told ? { content } : null, finish_reason: finish }] }
}
