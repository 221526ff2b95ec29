import { defineContract, json, post, sse } from '@subnetkit/protocol'
import { z } from 'zod'

const token = z.int().min(0).max(1_000_000)

/** What is asked. `seed` decides every token, so that an answer can be proven; users' requests carry one too. */
export const Prompt = z.object({
  prompt: z.string().min(1).max(2_000),
  seed: z.string().min(1).max(128),
  temperature: z.number().min(0.05).max(2),
  maxTokens: z.int().min(1).max(1_024),
})
export type Prompt = z.infer<typeof Prompt>

/** One token as it is generated. */
export const Token = z.object({
  index: z.int().min(0),
  token,
  text: z.string().max(256),
  logprob: z.number(),
})

/** The whole answer, after its tokens. */
export const Completion = z.object({
  text: z.string().max(100_000),
  tokens: z.array(token).max(1_024),
  /** Natural logarithms of the tokens' probabilities at the temperature asked for. */
  logprobs: z.array(z.number()).max(1_024),
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
      limits: { bodyBytes: 16_384, responseBytes: 524_288, seconds: 30 },
    }),
  },
})
