import type { z } from 'zod'
import { scoringErrors } from './errors.ts'

/** What verifying one exchange showed, as a rule reads it: the validator's own fields and two of ours. */
export type Finding<F> = F & {
  /** SHA-256 of the answer's bytes in hex: equal digests are equal answers. */
  readonly digest: string
  /** Whether a user asked (`organic`) or the validator made the question up (`synthetic`). */
  readonly source: 'synthetic' | 'organic'
}

/** One neuron's part in a round. */
export interface RoundNeuron<F> {
  readonly uid: number
  readonly hotkey: string
  /** The block of its registration: the same hotkey with another block is another neuron. */
  readonly registeredAt: number
  /** Its stake in the subnet's alpha, in rao. */
  readonly stake: bigint
  readonly findings: readonly Finding<F>[]
  /** Questions without a usable answer: refused, late, malformed. */
  readonly failures: number
  /** Questions put to it, whatever became of them. */
  readonly asked: number
}

/** All findings of one epoch, over all neurons that were there. */
export interface Round<F> {
  readonly epoch: number
  readonly neurons: readonly RoundNeuron<F>[]
}

/** Who deserves what: a pure function of a round. */
export interface Rule<F> {
  /** The schema of one finding; findings are stored and replayed, so they are plain JSON. */
  readonly finding: z.ZodType<F>
  /**
   * A score from 0 to 1 per hotkey. A hotkey that is left out keeps the score that it had.
   *
   * @throws RULE_SCORE_INVALID when a score is no number from 0 to 1, or for a hotkey that was not in the round
   */
  score(round: Round<F>): ReadonlyMap<string, number>
}

/**
 * Declares a rule. It must be pure: the same round gives the same scores, so that it can be simulated, replayed
 * from a recording and explained. Ranking, duplicates and all else that is relative between miners belongs here.
 *
 * @example
 * ```ts
 * import { defineRule } from '@subnetkit/scoring'
 * import { z } from 'zod'
 *
 * export const rule = defineRule({
 *   finding: z.object({ right: z.number() }),
 *   score: (round) =>
 *     new Map(round.neurons.map((n) => [n.hotkey, n.findings.reduce((sum, f) => sum + f.right, 0) / Math.max(1, n.asked)])),
 * })
 * ```
 */
export function defineRule<F>(rule: {
  readonly finding: z.ZodType<F>
  readonly score: (round: Round<F>) => ReadonlyMap<string, number>
}): Rule<F> {
  return {
    finding: rule.finding,
    score(round) {
      const known = new Set(round.neurons.map((neuron) => neuron.hotkey))
      const scores = rule.score(round)
      for (const [hotkey, score] of scores) {
        // A NaN that slips through here would stay in every later average.
        if (!known.has(hotkey) || !(score >= 0 && score <= 1)) {
          throw scoringErrors.RULE_SCORE_INVALID({ hotkey, score })
        }
      }
      return scores
    },
  }
}
