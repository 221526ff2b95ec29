import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'

/**
 * The number in [0, 1) that decides the token at `position` (0 is the answer's first): the first 48 bits, big-endian,
 * of SHA-256 over the text `seed:position`. Whoever knows the seed can compute it, so an answer can be checked.
 */
export function sampleAt(seed: string, position: number): number {
  const digest = sha256(utf8ToBytes(`${seed}:${position}`))
  return digest.subarray(0, 6).reduce((sum, byte) => sum * 256 + byte, 0) / 2 ** 48
}

/**
 * Softmax of `logits` ÷ `temperature`, in float64 and always summed from token 0 upwards: miner and validator must do
 * the same operations in the same order to agree.
 */
export function distribution(logits: Float32Array, temperature: number): Float64Array {
  const count = logits.length
  let largest = Number.NEGATIVE_INFINITY
  // By index: an iterator costs half as much again, and this runs for every token of every answer.
  for (let i = 0; i < count; i++) if (logits[i]! > largest) largest = logits[i]!
  const out = new Float64Array(count)
  let sum = 0
  for (let i = 0; i < count; i++) {
    const weight = Math.exp((logits[i]! - largest) / temperature)
    out[i] = weight
    sum += weight
  }
  for (let i = 0; i < count; i++) out[i] = out[i]! / sum
  return out
}

/** The token whose interval of the cumulative distribution holds `at`. */
export function pickToken(probabilities: Float64Array, at: number): number {
  let sum = 0
  for (let token = 0; token < probabilities.length; token++) {
    sum += probabilities[token]!
    if (at < sum) return token
  }
  // The sum may end a rounding error below 1.
  return probabilities.length - 1
}

/** The likeliest token; of equal ones the lowest. */
export function likeliestToken(probabilities: Float64Array): number {
  let best = 0
  for (let token = 1; token < probabilities.length; token++) {
    if (probabilities[token]! > probabilities[best]!) best = token
  }
  return best
}

/** Whether `at` falls into the token's interval of the cumulative distribution, widened by `tolerance` on both sides. */
export function holdsToken(
  probabilities: Float64Array,
  token: number,
  at: number,
  tolerance: number,
): boolean {
  let low = 0
  for (let i = 0; i < token; i++) low += probabilities[i]!
  return at >= low - tolerance && at < low + probabilities[token]! + tolerance
}

/** Natural logarithm of a probability, with a floor so that it stays finite. */
export const logProbability = (probability: number): number => Math.log(Math.max(probability, 1e-300))
