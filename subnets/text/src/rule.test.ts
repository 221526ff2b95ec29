import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Finding } from './finding.ts'
import { rule, speedOf } from './rule.ts'

const good: Finding = {
  valid: true,
  tokens: 100,
  matching: 1,
  logprobError: 1e-6,
  firstTokenMs: 50,
  tokensPerSecond: 400,
}
const wrong: Finding = { ...good, valid: false, matching: 0.9 }

type Part = { hotkey: string; findings: Finding[]; failures?: number }
const neuron = ({ hotkey, findings, failures = 0 }: Part, uid: number) => ({
  uid,
  hotkey,
  registeredAt: 1,
  stake: 0n,
  failures,
  asked: findings.length + failures,
  findings: findings.map((finding, i) => ({
    ...finding,
    digest: `${hotkey}${i}`,
    source: 'synthetic' as const,
  })),
})
const score = (...parts: Part[]): ReadonlyMap<string, number> =>
  rule.score({ epoch: 1, neurons: parts.map(neuron) })
const scoreOf = (findings: Finding[], failures = 0): number =>
  score({ hotkey: 'a', findings, failures }).get('a') ?? Number.NaN

const findings = fc.record<Finding>({
  valid: fc.boolean(),
  tokens: fc.nat(200),
  matching: fc.double({ min: 0, max: 1, noNaN: true }),
  logprobError: fc.double({ min: 0, max: 1000, noNaN: true }),
  firstTokenMs: fc.double({ min: 0, max: 60_000, noNaN: true }),
  tokensPerSecond: fc.double({ min: 0, max: 1e6, noNaN: true }),
})

describe('unit', () => {
  test('all right and fast is 1', () => expect(scoreOf([good, good])).toBe(1))
  test('nothing answered is 0', () => expect(scoreOf([], 6)).toBe(0))
  test('nothing right is 0', () => expect(scoreOf([wrong, wrong])).toBe(0))
  test('a failure costs its share', () => expect(scoreOf([good, good, good], 1)).toBeCloseTo(0.75))
  test('one wrong answer in six halves the score', () => {
    expect(scoreOf([wrong, good, good, good, good, good])).toBeLessThan(0.5)
  })
  test('one right answer in six is worth next to nothing', () => {
    expect(scoreOf([good, wrong, wrong, wrong, wrong, wrong])).toBeLessThan(0.001)
  })
  test('twenty times the speed is no advantage above the flat top', () => {
    const enough = { ...good, tokensPerSecond: 20, firstTokenMs: 2_000 }
    expect(scoreOf([enough])).toBe(scoreOf([{ ...good, tokensPerSecond: 400 }]))
  })
  test('the slowest keeps four fifths', () => {
    expect(scoreOf([{ ...good, tokensPerSecond: 0.1, firstTokenMs: 60_000 }])).toBeCloseTo(0.8)
  })
  test('a fast cheat does not beat a slow honest miner', () => {
    const slow = { ...good, tokensPerSecond: 0.5, firstTokenMs: 7_000 }
    expect(scoreOf([slow])).toBeGreaterThan(scoreOf([good, { ...wrong, tokensPerSecond: 1e6 }]))
  })
})

describe('properties', () => {
  test('scores are from 0 to 1, one per neuron', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.array(findings, { maxLength: 8 }), fc.nat(8)), { maxLength: 8 }),
        (parts) => {
          const scores = score(
            ...parts.map(([of, failures], i) => ({ hotkey: `${i}`, findings: of, failures })),
          )
          expect(scores.size).toBe(parts.length)
          for (const value of scores.values()) expect(value >= 0 && value <= 1).toBe(true)
        },
      ),
    )
  })
  test('others do not matter: copies of a neuron give nobody more or less', () => {
    fc.assert(
      fc.property(fc.array(findings, { minLength: 1, maxLength: 8 }), fc.nat(5), (of, copies) => {
        const alone = scoreOf(of)
        const crowd = Array.from({ length: copies }, (_, i) => ({ hotkey: `copy${i}`, findings: of }))
        const scores = score({ hotkey: 'a', findings: of }, ...crowd)
        for (const value of scores.values()) expect(value).toBe(alone)
      }),
    )
  })
  test('an honest miner that is fast enough beats whoever sends one wrong answer', () => {
    fc.assert(
      fc.property(fc.array(findings, { maxLength: 7 }), (of) => {
        expect(scoreOf([...of, wrong])).toBeLessThan(scoreOf([good, good]))
      }),
    )
  })
  test('a wrong answer never pays more than none at all', () => {
    fc.assert(
      fc.property(fc.array(findings, { maxLength: 7 }), fc.nat(4), (of, failures) => {
        const silent = scoreOf(of, failures + 1)
        expect(scoreOf([...of, wrong], failures)).toBeLessThanOrEqual(silent + 1e-12)
      }),
    )
  })
  test('order does not matter', () => {
    fc.assert(
      fc.property(fc.array(findings, { maxLength: 8 }), (of) => {
        expect(scoreOf([...of].reverse())).toBeCloseTo(scoreOf(of), 10)
      }),
    )
  })
  test('speed never falls as the rate rises', () => {
    const rate = fc.double({ min: 0, max: 1_000, noNaN: true })
    fc.assert(
      fc.property(rate, rate, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        const at = (tokensPerSecond: number) => speedOf({ tokensPerSecond, firstTokenMs: 0 })
        expect(at(low)).toBeLessThanOrEqual(at(high))
      }),
    )
  })
})
