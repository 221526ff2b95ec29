import { defineRule } from '@subnetkit/scoring'
import { Finding, type FindingOf } from './finding.ts'

/** What each kind of work can earn. `open` is judged by a network that anybody can study and deceive, so it earns little. */
export const shares = { generate: 0.6, upscale: 0.3, open: 0.1 } as const
/** The part of the score that slowness can take away. */
const speedShare = 0.2
/** A wide flat top: whoever answers within this is as fast as anybody needs, so that the crowd on one machine is alike. */
const fastMs = 3_000
/** At or above this, speed counts nothing. */
const slowMs = 9_000
/** Attributes that a picture shows by luck: an unchanging one has 1.2 of the five on average. */
const luckyHits = 2

const clamp = (value: number): number => Math.min(1, Math.max(0, value))
const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length

/** 0 to 1. */
export const speedOf = (ms: number): number => clamp((slowMs - ms) / (slowMs - fastMs))

/** What an open picture is worth, 0 to 1: three, four or five hits count. */
export const opennessOf = (hits: number): number => clamp((hits - luckyHits) / (5 - luckyHits))

type Answer = Finding & { readonly digest: string }

/** Digests of open answers that came more than once in the round: a picture made by drawing lots comes once. */
function doubled(answers: readonly Answer[]): ReadonlySet<string> {
  const seen = new Set<string>()
  return new Set(
    answers.flatMap(({ route, digest }) => {
      if (route !== 'open') return []
      if (seen.has(digest)) return [digest]
      seen.add(digest)
      return []
    }),
  )
}

/**
 * Answered share × honesty⁴ × (0.6 + 0.3 for enlarging + 0.1 for open pictures) × (0.8 + at most 0.2 for speed). A generated
 * picture that is not the field's is proof, since whoever runs the field never sends one: it takes from all that a miner
 * has earned, and who generates none earns nothing. No answer may be bad luck and costs its share.
 */
export const rule = defineRule({
  finding: Finding,
  score: (round) => {
    const copied = doubled(round.neurons.flatMap(({ findings }) => findings))
    return new Map(
      round.neurons.map(({ hotkey, findings, asked }) => {
        const of = <R extends Finding['route']>(route: R) =>
          findings.filter((finding): finding is FindingOf<R> & typeof finding => finding.route === route)
        const generated = of('generate')
        const honesty = mean(generated.map(({ valid }) => (valid ? 1 : 0))) ** 4
        if (honesty === 0) return [hotkey, 0]
        const upscale = mean(of('upscale').map(({ quality }) => quality))
        const open = mean(of('open').map(({ hits, digest }) => (copied.has(digest) ? 0 : opennessOf(hits))))
        const work = shares.generate + shares.upscale * upscale + shares.open * open
        const answered = findings.length / Math.max(asked, findings.length)
        const speed = mean(findings.map(({ ms }) => speedOf(ms)))
        return [hotkey, answered * honesty * work * (1 - speedShare + speedShare * speed)]
      }),
    )
  },
})
