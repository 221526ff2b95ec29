import type { LanguageModel, Verification } from '@subnetkit/models'
import type { AnsweredExchange } from '@subnetkit/neuron'
import { z } from 'zod'
import type { contract } from './contract.ts'

/** What one answer shows. */
export const Finding = z.object({
  /** Every token is the one that the seed demands, and all else in the answer agrees with them. */
  valid: z.boolean(),
  tokens: z.int().min(0),
  /** Share of tokens that the seed demands; for people, not for the score. */
  matching: z.number().min(0).max(1),
  /** Largest difference of a reported logprob to the true one. */
  logprobError: z.number().min(0),
  firstTokenMs: z.number().min(0),
  tokensPerSecond: z.number().min(0),
})
export type Finding = z.infer<typeof Finding>

/** Other precisions and processors differ by up to 2e-3; another temperature by 0.4 (both measured). */
const maxLogprobError = 1e-2

/** Puts the proof of an answer's tokens together with the rest of what was sent. */
export function findingOf(
  { request, outcome, timing }: AnsweredExchange<(typeof contract)['routes']>,
  proof: Verification,
  { tokenizer }: LanguageModel,
): Finding {
  const { events, response } = outcome
  const { text, tokens, logprobs, finish, usage } = response
  const agrees =
    logprobs.length === tokens.length &&
    events.length === tokens.length &&
    events.every(
      ({ data }, i) => data.index === i && data.token === tokens[i] && data.logprob === logprobs[i],
    ) &&
    events.map(({ data }) => data.text).join('') === text &&
    tokenizer.decode(tokens) === text &&
    finish === (tokens.at(-1) === tokenizer.special.end ? 'stop' : 'length') &&
    usage.completionTokens === tokens.length &&
    usage.promptTokens === tokenizer.encodePrompt(request.prompt).length
  const logprobError = proof.maxLogprobError ?? 0
  return {
    valid: proof.ok && agrees && logprobError <= maxLogprobError,
    tokens: tokens.length,
    matching: proof.matching,
    logprobError,
    firstTokenMs: events[0]?.atMs ?? timing.doneMs,
    tokensPerSecond: (tokens.length * 1_000) / Math.max(1, timing.doneMs),
  }
}
