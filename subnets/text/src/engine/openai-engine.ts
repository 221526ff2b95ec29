import { z } from 'zod'
import { textErrors } from '../errors.ts'
import { engineSeed } from './llama-sampling.ts'
import type { OpenaiServer } from './openai-server.ts'
import { refuseLength } from './refuse-length.ts'
import type { TextEngine } from './text-engine.ts'
import { tokenGate } from './token-gate.ts'

const path = '/v1/chat/completions'

const Chunk = z.object({
  choices: z.array(
    z.object({
      delta: z.object({ content: z.string().nullish() }).nullish(),
      finish_reason: z.string().nullish(),
      /** vLLM's `return_token_ids`. */
      token_ids: z.array(z.int().min(0)).nullish(),
      logprobs: z
        .object({
          content: z
            .array(
              z.object({
                token: z.string(),
                logprob: z.number(),
                /** llama-server's own. */
                id: z.int().min(0).optional(),
              }),
            )
            .nullish(),
        })
        .nullish(),
    }),
  ),
  usage: z.object({ prompt_tokens: z.int().min(0) }).nullish(),
})

/** Generates with an engine that has OpenAI's API, tells token ids and log-probabilities, and samples as it likes. */
export function openaiEngine(server: OpenaiServer): TextEngine {
  const { client } = server
  return {
    async *generate(request, signal) {
      const { messages, seed, temperature, topK, topP, maxTokens } = request
      const body = {
        model: client.config.model,
        messages,
        seed: engineSeed(seed) >>> 1,
        temperature,
        top_p: topP ?? 1,
        ...(topK !== undefined && { top_k: topK }),
        max_tokens: maxTokens,
        logprobs: true,
        return_token_ids: true,
        // The validator's engine writes special tokens out when it turns tokens into text; so does this one then.
        skip_special_tokens: false,
        stream: true,
        stream_options: { include_usage: true },
      }
      const gate = tokenGate(request)
      let finish: 'stop' | 'length' | undefined
      let promptTokens: number | undefined
      try {
        for await (const { choices, usage } of client.stream(path, Chunk, body, signal)) {
          promptTokens ??= usage?.prompt_tokens
          const choice = choices[0]
          // After the end only usage is awaited, and not every engine sends it.
          if (!choice || finish) continue
          const content = choice.logprobs?.content ?? []
          const text = choice.delta?.content ?? ''
          const texts = textsOf(
            text,
            content.map(({ token }) => token),
            choice.finish_reason === 'stop',
          )
          if (content.length === 0 && text !== '') throw unfit('it tells no log-probabilities')
          for (const [i, { id, logprob }] of content.entries()) {
            const token = choice.token_ids?.[i] ?? id
            if (token === undefined) throw unfit('it tells no token ids')
            const isLast = i === content.length - 1
            const isEnd = isLast && choice.finish_reason === 'stop' && texts[i] === ''
            const step = gate.pass({ token, logprob, text: texts[i]! }, isEnd)
            yield step.shown
            finish = step.finish
            if (finish) break
          }
          if (choice.finish_reason && !finish) {
            const reason = `it ended with ${choice.finish_reason.slice(0, 40)} after ${gate.count} tokens`
            throw textErrors.ENGINE_BROKEN({ path, reason })
          }
          // The engine is not to go on after a stop string only for its usage.
          if (finish && !choice.finish_reason) break
        }
      } catch (error) {
        throw refuseLength(error)
      }
      if (!finish)
        throw textErrors.ENGINE_BROKEN({ path, reason: 'the stream ended without a finish reason' })
      return { finish, promptTokens: promptTokens ?? (await server.promptTokens(messages, signal)).length }
    },
  }

  function unfit(reason: string) {
    return textErrors.ENGINE_UNFIT({ url: new URL(client.config.url).origin, reason })
  }
}

/**
 * A chunk's text token by token. Where the tokens' names are not their texts, the last one has all of it, and when the
 * answer ends with the chunk the one before: the end itself has none.
 */
function textsOf(text: string, names: readonly string[], isOver: boolean): string[] {
  const known = [[...names], ...(isOver ? [[...names.slice(0, -1), '']] : [])]
  const found = known.find((texts) => texts.join('') === text)
  if (found) return found
  const bearer = Math.max(0, names.length - (isOver ? 2 : 1))
  return names.map((_, i) => (i === bearer ? text : ''))
}
