import { z } from 'zod'
import type { Prompt } from '../contract.ts'
import { textErrors } from '../errors.ts'
import { endTokens } from './ends-text.ts'
import { type EngineClient, engineClient } from './engine-client.ts'
import type { EngineConfig } from './engine-config.ts'
import type { ScoredToken } from './logprob-evidence.ts'

/** As many alternatives as vLLM lists unless told otherwise (`--max-logprobs`). */
const alternatives = 20

const Models = z.object({ data: z.array(z.object({ id: z.string() })) })
const Tokenized = z.object({ tokens: z.array(z.int().min(0)) })
const Text = z.object({ prompt: z.string() })
const Row = z.record(z.string(), z.object({ logprob: z.number().nullable() })).nullable()
const Scored = z.object({ choices: z.array(z.object({ prompt_logprobs: z.array(Row) })).min(1) })

/** What this subnet uses of an engine with OpenAI's API and vLLM's extensions. It throws what `EngineClient.call` does. */
export interface OpenaiServer {
  readonly client: EngineClient
  promptTokens(messages: Prompt['messages'], signal: AbortSignal): Promise<readonly number[]>
  textOf(tokens: readonly number[], signal: AbortSignal): Promise<string>
  /** How likely each token of an answer was where it stands: one pass over prompt and answer. */
  score(
    prompt: readonly number[],
    answer: readonly number[],
    signal: AbortSignal,
  ): Promise<readonly ScoredToken[]>
  readonly ends: ReturnType<typeof endTokens>
}

/** @throws ENGINE_UNFIT, ENGINE_UNREACHABLE, ENGINE_REFUSED, ENGINE_BROKEN, ENGINE_KEY_MISSING */
export async function openOpenaiServer(config: EngineConfig, signal: AbortSignal): Promise<OpenaiServer> {
  const client = engineClient(config)
  const { model, url } = config
  const { data } = await client.call('/v1/models', Models, undefined, signal)
  if (!data.some(({ id }) => id === model)) {
    throw textErrors.ENGINE_UNFIT({ url: new URL(url).origin, reason: `it serves no model "${model}"` })
  }
  return {
    client,
    ends: endTokens(client),
    async promptTokens(messages, until) {
      const body = { model, messages, add_generation_prompt: true }
      return (await client.call('/tokenize', Tokenized, body, until)).tokens
    },
    async textOf(tokens, until) {
      if (tokens.length === 0) return ''
      const { prompt } = await client.call('/detokenize', Text, { model, tokens }, until)
      return prompt.replace(/\uFFFD+$/, '')
    },
    async score(prompt, answer, until) {
      const body = {
        model,
        prompt: [...prompt, ...answer],
        max_tokens: 1,
        temperature: 0,
        prompt_logprobs: alternatives,
      }
      const { choices } = await client.call('/v1/completions', Scored, body, until)
      const rows = choices[0]!.prompt_logprobs
      if (rows.length !== prompt.length + answer.length) {
        throw textErrors.ENGINE_BROKEN({
          path: '/v1/completions',
          reason: 'prompt_logprobs of another length',
        })
      }
      return answer.map((token, i) => {
        const row = rows[prompt.length + i] ?? {}
        const listed = Object.values(row).flatMap(({ logprob }) => (logprob === null ? [] : [logprob]))
        // The token itself is listed even when it is not among the likeliest.
        const best = listed.sort((a, b) => b - a).slice(0, alternatives)
        return { logprob: row[String(token)]?.logprob ?? Number.NEGATIVE_INFINITY, best }
      })
    },
  }
}
