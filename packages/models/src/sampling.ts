import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'

/** Which tokens may be drawn at all; left out, every token may. */
export interface Cut {
  /** Only so many of the likeliest tokens. */
  readonly topK?: number | undefined
  /** Of those, only the fewest whose probabilities come to this share of theirs; above 0, at most 1. */
  readonly topP?: number | undefined
}

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

/**
 * The first of all tokens in falling order of probability, of equal ones the lowest first: at least `count` of them, and as
 * many as come to `mass`, or all. Only those are sorted: a few of a vocabulary of thousands, for every token of every answer.
 */
function leading(probabilities: Float64Array, count: number, mass: number): number[] {
  const size = probabilities.length
  let floor = probabilities[likeliestToken(probabilities)]! / 32
  for (;;) {
    const tokens: number[] = []
    let sum = 0
    for (let token = 0; token < size; token++) {
      if (probabilities[token]! < floor) continue
      tokens.push(token)
      sum += probabilities[token]!
    }
    // In falling order the same sum may round to less.
    const isEnough = tokens.length >= count && sum >= mass + 1e-9
    if (isEnough || tokens.length === size) {
      return tokens.sort((a, b) => probabilities[b]! - probabilities[a]! || a - b)
    }
    floor = floor < 1e-12 ? 0 : floor / 32
  }
}

/**
 * The tokens that may be drawn, ranked, and the sum of their probabilities. Without a cut those that a sample up to `at` can
 * draw are enough. `slack` moves the sum at which `topP` is content.
 */
function candidates(
  probabilities: Float64Array,
  { topK, topP }: Cut,
  at: number,
  slack = 0,
): { tokens: readonly number[]; mass: number } {
  const order =
    topK === undefined
      ? leading(probabilities, 1, topP === undefined ? at : topP + slack)
      : leading(probabilities, Math.min(topK, probabilities.length), 0).slice(0, topK)
  let whole = 1
  if (topK !== undefined) {
    whole = 0
    for (const token of order) whole += probabilities[token]!
  }
  if (topP === undefined) return { tokens: order, mass: whole }
  const enough = topP * whole + slack
  let mass = 0
  for (let rank = 0; rank < order.length; rank++) {
    mass += probabilities[order[rank]!]!
    if (mass >= enough) return { tokens: order.slice(0, rank + 1), mass }
  }
  return { tokens: order, mass: whole }
}

/**
 * The token that the sample `at` draws: candidates stand in falling order of probability, each over an interval as long
 * as its probability; `at` times the candidates' sum falls into the interval of the one drawn.
 *
 * @example
 * ```ts
 * import { distribution, pickToken, sampleAt } from '@subnetkit/models'
 * const token = pickToken(distribution(logits, 0.8), sampleAt('my seed', 0), { topK: 40, topP: 0.95 })
 * ```
 */
export function pickToken(probabilities: Float64Array, at: number, cut: Cut = {}): number {
  const { tokens, mass } = candidates(probabilities, cut, at)
  const wanted = at * mass
  let sum = 0
  for (const token of tokens) {
    sum += probabilities[token]!
    if (wanted < sum) return token
  }
  // The sum may end a rounding error below the sample.
  return tokens.at(-1)!
}

/** The likeliest token; of equal ones the lowest. */
export function likeliestToken(probabilities: Float64Array): number {
  let best = 0
  for (let token = 1; token < probabilities.length; token++) {
    if (probabilities[token]! > probabilities[best]!) best = token
  }
  return best
}

/**
 * Whether the sample `at` draws `token`, give or take `tolerance` at every border: of the token's interval, of the sum at
 * which `topP` is content, and (as a share of its probability) between tokens that are as good as equally likely, whose
 * order other arithmetic may turn round. With tolerance 0 it is `pickToken` exactly.
 */
export function holdsToken(
  probabilities: Float64Array,
  token: number,
  at: number,
  tolerance: number,
  cut: Cut = {},
): boolean {
  const own = probabilities[token]!
  const alike = tolerance * own
  let [above, rank, beside] = [0, 0, 0]
  for (let other = 0; other < probabilities.length; other++) {
    if (other === token) continue
    const difference = probabilities[other]! - own
    if (Math.abs(difference) < alike) beside += probabilities[other]!
    else if (difference > 0 || (difference === 0 && other < token)) {
      above += probabilities[other]!
      rank += 1
    }
  }
  const upTo = above + beside + own
  if (cut.topK === undefined && cut.topP === undefined) {
    return at >= above - tolerance && at < upTo + tolerance
  }
  const { tokens, mass: most } = candidates(probabilities, cut, at, tolerance)
  if (rank >= tokens.length) return false
  const least = tolerance === 0 ? most : candidates(probabilities, cut, at, -tolerance).mass
  return at * most >= above - tolerance && at * least < upTo + tolerance
}

/** Natural logarithm of a probability, with a floor so that it stays finite. */
export const logProbability = (probability: number): number => Math.log(Math.max(probability, 1e-300))
