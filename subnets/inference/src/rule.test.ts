import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Finding } from './finding.ts'
import { commitmentFinding } from './finding.ts'
import { rule, speedOf } from './rule.ts'

const good: Finding = {
  valid: true,
  model: 'digits',
  items: 4,
  checked: 4,
  error: 1e-7,
  commitment: 'agrees',
  ms: 20,
}
const wrong: Finding = { ...good, valid: false, error: 2 }

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
  model: fc.constantFrom('digits', 'upscaler'),
  items: fc.nat(8),
  checked: fc.nat(8),
  error: fc.double({ min: 0, max: 1e9, noNaN: true }),
  commitment: fc.constantFrom('agrees', 'awaited', 'missing', 'differs'),
  ms: fc.double({ min: 0, max: 60_000, noNaN: true }),
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
  test('a tenth of the time is no advantage above the flat top', () => {
    expect(scoreOf([{ ...good, ms: 1_500 }])).toBe(scoreOf([{ ...good, ms: 1 }]))
  })
  test('the slowest keeps four fifths', () => expect(scoreOf([{ ...good, ms: 9_000 }])).toBeCloseTo(0.8))
  test.each(['missing', 'differs'] as const)('a commitment that is %s leaves nothing', (commitment) => {
    expect(scoreOf([good, good, { ...good, commitment }])).toBe(0)
  })
  test('one that is awaited costs nothing', () => {
    expect(scoreOf([{ ...good, commitment: 'awaited' }])).toBe(1)
  })
})

describe('the commitment of a neuron', () => {
  const demanded = Uint8Array.of(1, 2, 3)
  test.each([
    [Uint8Array.of(1, 2, 3), 0, 'agrees'],
    [Uint8Array.of(1, 2, 4), 0, 'differs'],
    [Uint8Array.of(1, 2), 9, 'differs'],
    [null, 0, 'awaited'],
    [null, 1, 'awaited'],
    [null, 2, 'missing'],
  ])('%j after %d epochs %s', (commitment, epochsRegistered, found) => {
    expect(commitmentFinding({ commitment, epochsRegistered }, demanded)).toBe(found)
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
        for (const value of score({ hotkey: 'a', findings: of }, ...crowd).values()) expect(value).toBe(alone)
      }),
    )
  })
  test('a wrong answer never pays more than none at all', () => {
    fc.assert(
      fc.property(fc.array(findings, { maxLength: 7 }), fc.nat(4), (of, failures) => {
        expect(scoreOf([...of, wrong], failures)).toBeLessThanOrEqual(scoreOf(of, failures + 1) + 1e-12)
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
  test('speed never rises with time', () => {
    const time = fc.double({ min: 0, max: 20_000, noNaN: true })
    fc.assert(
      fc.property(time, time, (a, b) => {
        expect(speedOf(Math.max(a, b))).toBeLessThanOrEqual(speedOf(Math.min(a, b)))
      }),
    )
  })
})
