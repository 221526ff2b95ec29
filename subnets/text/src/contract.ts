import { defineContract, json, post, sse } from '@subnetkit/protocol'
import { z } from 'zod'

const token = z.int().min(0).max(1_000_000)

const Message = z.object({
  role: z.enum(['system', 'user', 'assistant']),
  content: z.string().min(1).max(8_000),
})

/** What is asked. `seed` decides every token, so that an answer can be proven; users' requests carry one too. */
export const Prompt = z.object({
  /** A conversation; the last message is the user's. */
  messages: z
    .array(Message)
    .min(1)
    .max(32)
    .refine((messages) => messages.at(-1)?.role === 'user', "the last message is not the user's"),
  seed: z.string().min(1).max(128),
  temperature: z.number().min(0.05).max(2),
  /** Only so many of the likeliest tokens may be drawn. */
  topK: z.int().min(1).max(100).optional(),
  /** Of those, only the fewest whose probabilities come to this share of theirs. */
  topP: z.number().min(0.01).max(1).optional(),
  /** The text ends before the first of these. */
  stop: z.array(z.string().min(1).max(64)).max(4),
  maxTokens: z.int().min(1).max(1_024),
})
export type Prompt = z.infer<typeof Prompt>

/** One token as it is generated. */
export const Token = z.object({
  index: z.int().min(0),
  token,
  /** What of the text may be shown now; what may become a stop string is held back. */
  text: z.string().max(256),
  logprob: z.number(),
})
export type Token = z.infer<typeof Token>

/** The whole answer, after its tokens. */
export const Completion = z.object({
  /** Without the stop string that ended it. */
  text: z.string().max(100_000),
  /** Up to the end token, or the one that completes a stop string. */
  tokens: z.array(token).max(1_024),
  /**
   * Natural logarithms of the tokens' probabilities among all tokens: at the temperature asked for when the subnet's own
   * model answers, at 1 when an engine does.
   */
  logprobs: z.array(z.number()).max(1_024),
  /** `stop`: the end token or a stop string; `length`: maxTokens, or the end of the model's context. */
  finish: z.enum(['stop', 'length']),
  usage: z.object({ promptTokens: z.int().min(0), completionTokens: z.int().min(0) }),
})
export type Completion = z.infer<typeof Completion>

/** Text from a language model, streamed token by token. */
export const contract = defineContract({
  name: 'text',
  version: 1,
  routes: {
    generate: post('/v1/generate', {
      request: json(Prompt),
      response: json(Completion),
      events: sse(Token),
      limits: { bodyBytes: 32_768, responseBytes: 524_288, seconds: 120 },
    }),
  },
})
