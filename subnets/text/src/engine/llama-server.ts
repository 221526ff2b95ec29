import { z } from 'zod'
import type { Prompt } from '../contract.ts'
import { textErrors } from '../errors.ts'
import { endTokens } from './ends-text.ts'
import { type EngineClient, engineClient } from './engine-client.ts'
import type { EngineConfig } from './engine-config.ts'
import type { Candidate } from './llama-sampling.ts'
import { oneAtATime } from './one-at-a-time.ts'

const tokens = z.array(z.int().min(0)).max(1_000_000)
const Models = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      aliases: z.array(z.string()).default([]),
      meta: z.object({ n_vocab: z.int().positive() }).nullish(),
    }),
  ),
})
const Props = z.object({
  total_slots: z.int().positive(),
  default_generation_settings: z.object({ n_ctx: z.int().positive() }),
})
const Rendered = z.object({ prompt: z.string() })
const Tokenized = z.object({ tokens })
const Text = z.object({ content: z.string() })
const Logprob = z.object({ id: z.int().min(0), logprob: z.number().nullable() })
const Listed = z.object({
  choices: z
    .array(
      z.object({
        logprobs: z.object({ content: z.array(z.object({ top_logprobs: z.array(Logprob) })).min(1) }),
      }),
    )
    .min(1),
})

/** Answers read in steps of so many tokens have the numbers of answers made one by one (measured up to 16). */
export const longestStep = 12

/** What this subnet uses of llama.cpp's server. All of it throws what `EngineClient.call` throws. */
export interface LlamaServer {
  readonly client: EngineClient
  readonly vocabulary: number
  /** The most tokens of prompt and answer together. */
  readonly contextLength: number
  /** The tokens that a conversation is by the model's own template. */
  promptTokens(messages: Prompt['messages'], signal: AbortSignal): Promise<readonly number[]>
  /** The text of an answer's tokens, as it stands behind the prompt; a character that is cut off is left out. */
  answerText(prompt: readonly number[], answer: readonly number[], signal: AbortSignal): Promise<string>
  /**
   * The likeliest tokens to follow, the likeliest first. The numbers depend on how many tokens the server read at once, and
   * are off by up to 0.5 where weights have 4 bits (measured): it must have read a prompt by itself, and the answer in
   * steps of `longestStep` at most.
   *
   * @param from `afresh` reads the prompt whole, `cache` only what the last call did not have
   */
  candidates(
    prompt: readonly number[],
    count: number,
    from: 'afresh' | 'cache',
    signal: AbortSignal,
  ): Promise<readonly Candidate[]>
  /** Its cache is of one text: whoever asks about another in between makes it read anew, in other steps. */
  readonly enter: ReturnType<typeof oneAtATime>
  readonly ends: ReturnType<typeof endTokens>
}

/**
 * Looks at a llama-server: it serves any request under any model's name, so the name is checked once, here.
 *
 * @throws ENGINE_UNFIT, ENGINE_UNREACHABLE, ENGINE_REFUSED, ENGINE_BROKEN, ENGINE_KEY_MISSING
 */
export async function openLlamaServer(config: EngineConfig, signal: AbortSignal): Promise<LlamaServer> {
  const client = engineClient(config)
  const unfit = (reason: string) => textErrors.ENGINE_UNFIT({ url: new URL(config.url).origin, reason })
  const { data } = await client.call('/v1/models', Models, undefined, signal)
  const served = data.find(({ id, aliases }) => id === config.model || aliases.includes(config.model))
  if (!served) throw unfit(`it serves no model "${config.model}"`)
  if (!served.meta) throw unfit('it is no llama-server, or one that is too old')
  const props = await client.call('/props', Props, undefined, signal)
  // With several slots it is the server that chooses whose cache a request goes on with, and so what is read at once.
  if (props.total_slots > 1) {
    throw unfit(`it has ${props.total_slots} slots, and one is needed: start it with -np 1`)
  }
  const letter = { content: 'a', add_special: false, parse_special: false }
  const { tokens: letters } = await client.call('/tokenize', Tokenized, letter, signal)

  const detokenize = async (of: readonly number[], until: AbortSignal): Promise<string> =>
    (await client.call('/detokenize', Text, { tokens: of }, until)).content
  return {
    client,
    vocabulary: served.meta.n_vocab,
    contextLength: props.default_generation_settings.n_ctx,
    ends: endTokens(client),
    enter: oneAtATime(),
    async promptTokens(messages, until) {
      const { prompt } = await client.call('/apply-template', Rendered, { messages }, until)
      const body = { content: prompt, add_special: true, parse_special: true }
      return (await client.call('/tokenize', Tokenized, body, until)).tokens
    },
    async answerText(prompt, answer, until) {
      // Some tokenizers drop the space before the first token of a text, so there must be one before it.
      const before = prompt.slice(-1)
      const [start, whole] = await Promise.all([
        detokenize(before, until),
        detokenize([...before, ...answer], until),
      ])
      return whole.slice(start.length).replace(/\uFFFD+$/, '')
    },
    async candidates(prompt, count, from, until) {
      const body = {
        model: config.model,
        prompt,
        max_tokens: 1,
        temperature: 0,
        logprobs: count,
        cache_prompt: from === 'cache',
        // The server tells nothing beside a token that ends inside a character, so it is made to take a letter; what it
        // lists is from before the bias.
        logit_bias: { [letters.at(-1) ?? 0]: 100 },
      }
      const { choices } = await client.call('/v1/completions', Listed, body, until)
      const listed = choices[0]!.logprobs.content[0]!.top_logprobs
      // Some list one more than was asked for, and an impossible token has no number.
      return listed
        .flatMap(({ id, logprob }) => (logprob === null ? [] : [{ token: id, logprob }]))
        .sort((a, b) => b.logprob - a.logprob)
        .slice(0, count)
    },
  }
}
