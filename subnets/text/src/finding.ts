import type { AnsweredExchange } from '@subnetkit/neuron'
import { z } from 'zod'
import type { contract } from './contract.ts'
import type { Proof } from './engine/text-engine.ts'

/** What one answer shows. */
export const Finding = z.object({
  /** It is the answer that was asked for, and all else in it agrees with its tokens. */
  valid: z.boolean(),
  tokens: z.int().min(0),
  /** Share of the tokens looked at that are right; for people, not for the score. */
  matching: z.number().min(0).max(1),
  /** Largest difference of a reported logprob to the true one. */
  logprobError: z.number().min(0),
  firstTokenMs: z.number().min(0),
  tokensPerSecond: z.number().min(0),
})
export type Finding = z.infer<typeof Finding>

/** Puts the proof of an answer together with how fast it came. */
export function findingOf(
  { outcome, timing }: AnsweredExchange<(typeof contract)['routes']>,
  { ok, matching, logprobError }: Proof,
): Finding {
  const { events, response } = outcome
  const { length } = response.tokens
  return {
    valid: ok,
    tokens: length,
    matching,
    logprobError,
    firstTokenMs: events[0]?.atMs ?? timing.doneMs,
    tokensPerSecond: (length * 1_000) / Math.max(1, timing.doneMs),
  }
}
