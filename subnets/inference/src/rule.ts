import { defineRule } from '@subnetkit/scoring'
import { Finding } from './finding.ts'

/** The part of the score that speed can take away. */
const speedShare = 0.2
/** A wide flat top: a run takes milliseconds, so that below this the network and the crowd on a machine decide. */
const fastMs = 1_500
/** At or above this speed counts nothing. */
const slowMs = 6_000

/** 0 to 1. */
export const speedOf = (ms: number): number => Math.min(1, Math.max(0, (slowMs - ms) / (slowMs - fastMs)))

/**
 * Answered share × honesty⁴ × (0.8 + at most 0.2 for speed); nothing without the right commitment. No answer may be bad
 * luck and costs its share. A wrong answer is proof: whoever runs the model never gives one, so one in six already
 * halves the score.
 */
export const rule = defineRule({
  finding: Finding,
  score: (round) =>
    new Map(
      round.neurons.map(({ hotkey, findings, asked }) => {
        const isCommitted = findings.every(
          ({ commitment }) => commitment === 'agrees' || commitment === 'awaited',
        )
        const valid = findings.filter((finding) => finding.valid)
        if (valid.length === 0 || !isCommitted) return [hotkey, 0]
        const answered = findings.length / Math.max(asked, findings.length)
        const honesty = valid.length / findings.length
        const speed = valid.reduce((sum, { ms }) => sum + speedOf(ms), 0) / valid.length
        return [hotkey, answered * honesty ** 4 * (1 - speedShare + speedShare * speed)]
      }),
    ),
})
