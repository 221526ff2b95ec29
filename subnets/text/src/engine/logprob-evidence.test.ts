import { type Random, seededRandom } from '@subnetkit/core'
import { describe, expect, test } from 'vitest'
import { logprobEvidence, type ScoredToken } from './logprob-evidence.ts'

/** Falling probabilities of 30 tokens, another set each time. */
function probabilities(random: Random, temperature = 1): number[] {
  const shape = 0.3 + 1.5 * random.fraction()
  const weights = Array.from({ length: 30 }, (_, i) => Math.exp((-shape * i) / temperature))
  const sum = weights.reduce((a, b) => a + b, 0)
  return weights.map((weight) => weight / sum)
}

/** An answer drawn at a temperature, as an engine at temperature 1 sees it. */
function drawn(random: Random, temperature: number, count = 60): ScoredToken[] {
  return Array.from({ length: count }, (_, i) => {
    const plain = probabilities(random.derive('shape', i))
    let at = random.fraction()
    const rank = probabilities(random.derive('shape', i), temperature).findIndex((share) => {
      at -= share
      return at < 0
    })
    const logs = plain.map(Math.log)
    return { logprob: logs.at(rank)!, best: logs.slice(0, 5) }
  })
}

const rounds = Array.from({ length: 200 }, (_, i) => seededRandom(`round ${i}`))
const evidence = (temperature: number) =>
  rounds.map((random) => {
    const scored = drawn(random.derive(temperature * 100), temperature)
    const reported = scored.map(({ logprob }) => logprob)
    return logprobEvidence(scored, reported)
  })

describe('logprobEvidence', () => {
  test('honest answers are within four deviations, and alike', () => {
    for (const { likeness, greed, caution } of evidence(1)) {
      expect(likeness).toBe(1)
      expect(Math.abs(greed)).toBeLessThan(4)
      expect(Math.abs(caution)).toBeLessThan(4)
    }
  })

  test('their deviations are spread as deviations are, about zero', () => {
    const greeds = evidence(1).map(({ greed }) => greed)
    const mean = greeds.reduce((a, b) => a + b, 0) / greeds.length
    const variance = greeds.reduce((sum, greed) => sum + (greed - mean) ** 2, 0) / greeds.length
    expect(Math.abs(mean)).toBeLessThan(0.3)
    expect(variance).toBeGreaterThan(0.6)
    expect(variance).toBeLessThan(1.4)
  })

  test('greedy answers are far beyond, and warm ones below', () => {
    for (const { greed } of evidence(0.01)) expect(greed).toBeGreaterThan(4)
    const warm = evidence(3)
    expect(warm.filter(({ greed, caution }) => Math.min(greed, caution) < -4).length).toBeGreaterThan(150)
  })

  test('likeness falls with every probability that is reported wrongly', () => {
    const sure = { logprob: Math.log(0.9), best: [Math.log(0.9)] }
    expect(logprobEvidence([sure, sure], [Math.log(0.9), Math.log(0.5)]).likeness).toBeCloseTo(0.8)
  })

  test('nonsense stays a number', () => {
    const impossible = { logprob: Number.NEGATIVE_INFINITY, best: [] }
    for (const reported of [[], [1e308], [-1e308]]) {
      const found = logprobEvidence([impossible], reported)
      expect(Object.values(found).every(Number.isFinite)).toBe(true)
    }
    expect(Object.values(logprobEvidence([], [])).every(Number.isFinite)).toBe(true)
  })
})
