import { scoringErrors } from './errors.ts'
import { u16Max } from './yuma/fixed-point.ts'

/** Python's round(): halves go to the even neighbour. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  if (rest !== 0.5) return Math.round(value)
  return floor % 2 === 0 ? floor : floor + 1
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/**
 * Shares of which none is above `limit`: larger ones are cut so that the largest comes out at the limit. Where no
 * shares could satisfy it, all are equal.
 */
function clipShares(values: readonly number[], limit: number): number[] {
  const n = values.length
  if (n * limit <= 1) return values.map(() => 1 / n)
  const sum = total(values)
  const ascending = values.map((value) => value / sum).sort((a, b) => a - b)
  if (ascending.at(-1)! <= limit) return values.map((value) => value / sum)
  // Each share is tried as the level at which all above it are cut; the epsilon is the SDK's, against rounding.
  const epsilon = 1e-7
  let running = 0
  const sums = ascending.map((share) => {
    running += share
    return running
  })
  const below = ascending.filter(
    (share, i) => share / ((n - i - 1) * share + sums[i]! + epsilon) < limit,
  ).length
  const level = (limit * sums.at(below - 1)! - epsilon) / (1 - limit * (n - below))
  const clipped = values.map((value) => Math.min(value, level * sum))
  const rest = total(clipped)
  return clipped.map((value) => value / rest)
}

/**
 * Makes scores ready for `set_weights`, number for number as the Python SDK 11 does it: clip to the subnet's largest
 * share, scale the largest to 65535, round half to even, drop zeros. Uids come out in ascending order.
 *
 * @param scores any finite scale from 0 up; each uid once
 * @param options.minAllowedWeights how many entries the subnet wants at least
 * @param options.maxWeightLimit u16 share of the sum that one entry may have; the chain uses 65535, which is all
 * @param options.ownUid the validator's uid: one single weight for oneself is exempt from both limits
 * @throws WEIGHTS_INVALID when a uid comes twice or a score is negative or not finite
 * @throws WEIGHTS_ALL_ZERO when nothing is left
 * @throws WEIGHTS_TOO_FEW when fewer are left than the subnet wants
 * @example
 * ```ts
 * import { toWeights } from '@subnetkit/scoring'
 * toWeights([{ uid: 3, score: 0.3 }, { uid: 2, score: 0.1 }, { uid: 5, score: 0 }])
 * // { uids: [2, 3], values: [21845, 65535] }
 * ```
 */
export function toWeights(
  scores: readonly { readonly uid: number; readonly score: number }[],
  options: {
    readonly minAllowedWeights?: number
    readonly maxWeightLimit?: number
    readonly ownUid?: number
  } = {},
): { uids: number[]; values: number[] } {
  const { minAllowedWeights = 0, maxWeightLimit = u16Max, ownUid } = options
  const entries = [...scores].sort((a, b) => a.uid - b.uid)
  entries.forEach(({ uid, score }, k) => {
    const problem =
      !Number.isInteger(uid) || uid < 0 || uid > u16Max
        ? `${uid} is no uid`
        : entries[k - 1]?.uid === uid
          ? `uid ${uid} comes twice`
          : !(Number.isFinite(score) && score >= 0)
            ? `the score of uid ${uid} is ${score}`
            : undefined
    if (problem) throw scoringErrors.WEIGHTS_INVALID({ problem })
  })
  const sent = entries.map((entry) => entry.score)
  const largest = Math.max(0, ...sent)
  if (largest === 0) throw scoringErrors.WEIGHTS_ALL_ZERO()
  const forOneself = entries.length === 1 && entries[0]!.uid === ownUid
  const shares = !forOneself && maxWeightLimit < u16Max ? clipShares(sent, maxWeightLimit / u16Max) : sent
  const top = Math.max(...shares)
  const weights = entries
    .map(({ uid }, k) => ({ uid, value: roundHalfEven((shares[k]! / top) * u16Max) }))
    .filter(({ value }) => value > 0)
  if (!forOneself && weights.length < minAllowedWeights) {
    throw scoringErrors.WEIGHTS_TOO_FEW({ count: weights.length, least: minAllowedWeights })
  }
  return { uids: weights.map(({ uid }) => uid), values: weights.map(({ value }) => value) }
}
