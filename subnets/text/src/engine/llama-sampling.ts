import { createHash } from 'node:crypto'
import { holdsToken, pickToken } from '@subnetkit/models'
import type { Prompt } from '../contract.ts'

/** A token that may come next; `logprob` is of the plain distribution. */
export interface Candidate {
  readonly token: number
  readonly logprob: number
}

type Sampling = Pick<Prompt, 'seed' | 'temperature' | 'topK' | 'topP'>

/** How many tokens are drawn from when the request says nothing: llama.cpp's own default. */
const defaultTopK = 40

/** Interval borders of two processes of one build differ by less than 1e-4 (measured); other weights by 1e-2 and more. */
const tolerance = 1e-3

export const topKOf = ({ topK = defaultTopK }: Pick<Prompt, 'topK'>): number => topK

/** The engine's seed: the first 32 bits, big-endian, of SHA-256 over the request's; all ones would mean "any". */
export function engineSeed(seed: string): number {
  const value = createHash('sha256').update(seed).digest().readUInt32BE(0)
  return value === 0xffff_ffff ? 0 : value
}

/**
 * The part of a request to llama-server that dictates its sampler: the likeliest `topK`, then the temperature, then
 * `topP`, then one draw, and none of the penalties and cuts that it would apply by itself.
 */
export function llamaSampling(request: Sampling): Record<string, unknown> {
  const { seed, temperature, topP = 1 } = request
  return {
    seed: engineSeed(seed),
    temperature,
    top_k: topKOf(request),
    top_p: topP,
    samplers: ['top_k', 'temperature', 'top_p'],
  }
}

const sharesOf = (candidates: readonly Candidate[], temperature: number): Float64Array => {
  const best = candidates[0]?.logprob ?? 0
  const weights = Float64Array.from(candidates, ({ logprob }) => Math.exp((logprob - best) / temperature))
  const sum = weights.reduce((a, b) => a + b, 0)
  return weights.map((weight) => weight / sum)
}

/** The candidate that a draw selects. @param candidates the likeliest `topK`, the likeliest first */
export function pickCandidate(candidates: readonly Candidate[], draw: number, sampling: Sampling): Candidate {
  const shares = sharesOf(candidates, sampling.temperature)
  return candidates[pickToken(shares, draw, { topP: sampling.topP })]!
}

/** Whether a draw selects `token`, give or take the tolerance. */
export function holdsCandidate(
  candidates: readonly Candidate[],
  token: number,
  draw: number,
  sampling: Sampling,
): boolean {
  const rank = candidates.findIndex((candidate) => candidate.token === token)
  if (rank < 0) return false
  const shares = sharesOf(candidates, sampling.temperature)
  return holdsToken(shares, rank, draw, tolerance, { topP: sampling.topP })
}
