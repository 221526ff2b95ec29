import type { GeneratedToken } from '@subnetkit/models'
import { protocolErrors } from '@subnetkit/protocol'
import { z } from 'zod'
import type { Prompt } from '../contract.ts'
import { textErrors } from '../errors.ts'
import { llamaSampling, pickCandidate, topKOf } from './llama-sampling.ts'
import type { LlamaServer } from './llama-server.ts'
import { mersenneDraws } from './mersenne-twister.ts'
import { refuseLength } from './refuse-length.ts'
import type { TextEngine } from './text-engine.ts'
import { tokenGate } from './token-gate.ts'

const path = '/v1/completions'

const Chunk = z.object({
  choices: z.array(
    z.object({
      text: z.string().default(''),
      finish_reason: z.string().nullish(),
      logprobs: z
        .object({ content: z.array(z.object({ id: z.int().min(0), logprob: z.number() })) })
        .nullish(),
    }),
  ),
  /** How many tokens have been made, told or not. */
  timings: z.object({ predicted_n: z.int().min(0) }).optional(),
})

/** A token of the stream; one that the server made and did not tell has only its text, which is none. */
type Told = (GeneratedToken & { readonly isEnd: boolean }) | undefined

/** Generates with llama.cpp's server, with its sampler dictated so that the request's seed decides every token. */
export function llamaEngine(server: LlamaServer): TextEngine {
  const { client } = server

  /**
   * The tokens as they come. The server tells nothing of tokens that end inside a character, only the one that completes
   * it: they are undefined here.
   */
  async function* told(
    prompt: readonly number[],
    request: Prompt,
    signal: AbortSignal,
  ): AsyncGenerator<Told> {
    const body = {
      model: client.config.model,
      prompt,
      ...llamaSampling(request),
      max_tokens: request.maxTokens,
      logprobs: 1,
      stream: true,
      timings_per_token: true,
      // What is kept of a conversation was read in other steps than a validator reads it.
      cache_prompt: false,
    }
    let count = 0
    let silent: GeneratedToken | undefined
    for await (const { choices, timings } of client.stream(path, Chunk, body, signal)) {
      const { text = '', logprobs, finish_reason: finish } = choices[0] ?? {}
      const content = logprobs?.content ?? []
      if (silent && (content.length > 0 || finish)) {
        // A token without text is the end, or one that the server does not show, such as the beginning of a turn.
        const isEnd = content.length === 0 && finish === 'stop'
        yield { ...silent, text: isEnd ? '' : await server.answerText(prompt, [silent.token], signal), isEnd }
        silent = undefined
      }
      const made = Math.max(timings?.predicted_n ?? 0, count + content.length)
      for (; count < made - content.length; count++) yield undefined
      for (const [i, { id, logprob }] of content.entries()) {
        count += 1
        const isLast = i === content.length - 1
        const token = { token: id, logprob, text: isLast ? text : '' }
        if (isLast && text === '') silent = token
        else yield { ...token, isEnd: false }
      }
      if (finish) return
    }
    throw textErrors.ENGINE_BROKEN({ path, reason: 'the stream ended without a finish reason' })
  }

  return {
    async *generate(request, signal) {
      const prompt = await server.promptTokens(request.messages, signal)
      const room = server.contextLength - request.maxTokens
      if (prompt.length > room) {
        const issues = `messages: ${prompt.length} tokens, of at most ${Math.max(0, room)} beside the answer`
        throw protocolErrors.BODY_INVALID({ issues })
      }
      const gate = tokenGate(request)
      const tokens: number[] = []
      const draws = mersenneDraws(llamaSampling(request).seed as number, request.maxTokens)
      /** What the server drew at the next position, found out as a validator would. */
      const replayed = async () => {
        const listed = await server.candidates([...prompt, ...tokens], topKOf(request), 'cache', signal)
        if (listed.length === 0) throw textErrors.ENGINE_BROKEN({ path, reason: 'no log-probabilities' })
        return { ...pickCandidate(listed, draws[tokens.length]!, request), text: '' }
      }
      const pass = (made: GeneratedToken, isEnd: boolean) => {
        tokens.push(made.token)
        return gate.pass(made, isEnd)
      }
      // From the first untold token on all wait: the server would answer what is asked of it only after the stream.
      const waiting: Told[] = []
      const leave = await server.enter(signal)
      try {
        for await (const step of told(prompt, request, signal)) {
          if (step === undefined || waiting.length > 0) {
            waiting.push(step)
            continue
          }
          const { shown, finish } = pass(step, step.isEnd)
          yield shown
          if (finish) return { finish, promptTokens: prompt.length }
        }
        for (const step of waiting) {
          const { shown, finish } = pass(step ?? (await replayed()), step?.isEnd ?? false)
          yield shown
          if (finish) return { finish, promptTokens: prompt.length }
        }
      } catch (error) {
        throw refuseLength(error)
      } finally {
        leave()
      }
      throw textErrors.ENGINE_BROKEN({ path, reason: `it ended after ${tokens.length} tokens` })
    },
  }
}
