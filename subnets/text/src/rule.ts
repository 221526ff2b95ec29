import { defineRule } from '@subnetkit/scoring'
import { Finding } from './finding.ts'

/** The part of the score that speed can take away. */
const speedShare = 0.2
/** A wide flat top: whoever is at or above it is as fast as anybody needs, so that the crowd on one machine is alike. */
const fast = { tokensPerSecond: 20, firstTokenMs: 2_000 }
/** At or below this speed counts nothing. */
const slow = { tokensPerSecond: 2, firstTokenMs: 8_000 }

const clamp = (value: number): number => Math.min(1, Math.max(0, value))

/** 0 to 1; the slower of rate and first token counts. */
export function speedOf({ tokensPerSecond, firstTokenMs }: Pick<Finding, keyof typeof fast>): number {
  const rate = clamp(
    Math.log(Math.max(tokensPerSecond, 1e-9) / slow.tokensPerSecond) /
      Math.log(fast.tokensPerSecond / slow.tokensPerSecond),
  )
  const first = clamp((slow.firstTokenMs - firstTokenMs) / (slow.firstTokenMs - fast.firstTokenMs))
  return Math.min(rate, first)
}

/**
 * Answered share × honesty⁴ × (0.8 + at most 0.2 for speed). No answer may be bad luck and costs its share. A wrong
 * answer is proof: whoever runs the model never gives one, so one in six already halves the score.
 */
export const rule = defineRule({
  finding: Finding,
  score: (round) =>
    new Map(
      round.neurons.map(({ hotkey, findings, asked }) => {
        const valid = findings.filter((finding) => finding.valid)
        if (valid.length === 0) return [hotkey, 0]
        const answered = findings.length / Math.max(asked, findings.length)
        const honesty = valid.length / findings.length
        const speed = valid.reduce((sum, finding) => sum + speedOf(finding), 0) / valid.length
        return [hotkey, answered * honesty ** 4 * (1 - speedShare + speedShare * speed)]
      }),
    ),
})
