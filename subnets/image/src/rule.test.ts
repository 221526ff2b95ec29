import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Finding, FindingOf } from './finding.ts'
import { opennessOf, rule, speedOf } from './rule.ts'

const right: FindingOf<'generate'> = { route: 'generate', valid: true, matching: 1, worst: 0, ms: 500 }
const wrong: FindingOf<'generate'> = { ...right, valid: false, matching: 0.99, worst: 40 }
const ours: FindingOf<'upscale'> = { route: 'upscale', quality: 0.8, gainDb: 3, ssim: 0.97, ms: 200 }
const better = { ...ours, quality: 1 }
const bicubic = { ...ours, quality: 0, gainDb: 0 }
const open: FindingOf<'open'> = { route: 'open', hits: 5, ms: 500 }
const unread = { ...open, hits: 1 }
const good: Finding[] = [right, right, right, ours, ours, open]
const perfect: Finding[] = [right, right, right, better, better, open]

type Part = { hotkey: string; findings: Finding[]; failures?: number; digests?: string[] }
const neuron = ({ hotkey, findings, failures = 0, digests = [] }: Part, uid: number) => ({
  uid,
  hotkey,
  registeredAt: 1,
  stake: 0n,
  failures,
  asked: findings.length + failures,
  findings: findings.map((finding, i) => ({
    ...finding,
    digest: digests[i] ?? `${hotkey}${i}`,
    source: 'synthetic' as const,
  })),
})
const score = (...parts: Part[]): ReadonlyMap<string, number> =>
  rule.score({ epoch: 1, neurons: parts.map(neuron) })
const scoreOf = (findings: Finding[], failures = 0): number =>
  score({ hotkey: 'a', findings, failures }).get('a') ?? Number.NaN

const ms = fc.double({ min: 0, max: 60_000, noNaN: true })
const share = fc.double({ min: 0, max: 1, noNaN: true })
const finding: fc.Arbitrary<Finding> = fc.oneof(
  fc.record({
    route: fc.constant('generate' as const),
    valid: fc.boolean(),
    matching: share,
    worst: fc.double({ min: 0, max: 255, noNaN: true }),
    ms,
  }),
  fc.record({
    route: fc.constant('upscale' as const),
    quality: share,
    gainDb: fc.double({ min: -50, max: 100, noNaN: true }),
    ssim: share,
    ms,
  }),
  fc.record({ route: fc.constant('open' as const), hits: fc.nat(5), ms }),
)
const findings = (options: { minLength?: number } = {}) => fc.array(finding, { maxLength: 8, ...options })

describe('unit', () => {
  test('all right, fast and a quarter beyond our network is 1', () => expect(scoreOf(perfect)).toBeCloseTo(1))
  test('our own networks earn 0.94', () => expect(scoreOf(good)).toBeCloseTo(0.94))
  test('nothing answered is 0', () => expect(scoreOf([], 6)).toBe(0))
  test('a failure costs its share', () => {
    expect(scoreOf(good.slice(0, 5).concat(open), 2)).toBeCloseTo((0.94 * 6) / 8)
  })
  test('one wrong picture in three leaves a fifth', () => {
    expect(scoreOf([right, right, wrong, ours, ours, open])).toBeLessThan(0.2 * scoreOf(good))
  })
  test('who generates nothing that is right earns nothing, however well it does the rest', () => {
    expect(scoreOf([wrong, wrong, wrong, better, better, open])).toBe(0)
    expect(scoreOf([better, better, open], 3)).toBe(0)
  })
  test('bicubic interpolation earns nothing for enlarging', () => {
    expect(scoreOf([right, right, right, bicubic, bicubic, open])).toBe(scoreOf([right, right, right, open]))
  })
  test('open pictures are a tenth at most', () => {
    const without = scoreOf([right, right, right, better, better, unread])
    expect(scoreOf(perfect) - without).toBeCloseTo(0.1)
  })
  test('two hits or fewer are luck', () => {
    expect([0, 1, 2, 3, 4, 5].map(opennessOf)).toEqual([0, 0, 0, 1 / 3, 2 / 3, 1])
  })
  test('an open picture that two have sent counts for neither', () => {
    const same = (hotkey: string): Part => ({ hotkey, findings: [right, open], digests: [hotkey, 'same'] })
    const scores = score(same('a'), same('b'), { hotkey: 'c', findings: [right, open] })
    expect(scores.get('a')).toBe(scores.get('b'))
    expect(scores.get('c')! - scores.get('a')!).toBeCloseTo(0.1)
  })
  test('the slowest keeps four fifths', () => {
    const slow = good.map((each) => ({ ...each, ms: 60_000 }))
    expect(scoreOf(slow)).toBeCloseTo(0.8 * scoreOf(good))
  })
  test('nothing is gained above the flat top', () => {
    expect(speedOf(3_000)).toBe(speedOf(1))
    expect(speedOf(9_000)).toBe(0)
  })
})

describe('properties', () => {
  test('scores are from 0 to 1, one per neuron', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(findings(), fc.nat(8)), { maxLength: 8 }), (parts) => {
        const scores = score(
          ...parts.map(([of, failures], i) => ({ hotkey: `${i}`, findings: of, failures })),
        )
        expect(scores.size).toBe(parts.length)
        for (const value of scores.values()) expect(value >= 0 && value <= 1).toBe(true)
      }),
    )
  })
  test('others do not matter: a crowd with the same findings and pictures of its own gives nobody more or less', () => {
    fc.assert(
      fc.property(findings({ minLength: 1 }), fc.nat(5), (of, copies) => {
        const alone = scoreOf(of)
        const crowd = Array.from({ length: copies }, (_, i) => ({ hotkey: `copy${i}`, findings: of }))
        for (const value of score({ hotkey: 'a', findings: of }, ...crowd).values()) expect(value).toBe(alone)
      }),
    )
  })
  test('a wrong picture never pays more than none at all', () => {
    fc.assert(
      fc.property(findings(), fc.nat(4), (of, failures) => {
        // A wrong answer is quick at best; so is what it stands beside.
        const quick = of.map((each) => ({ ...each, ms: 0 }))
        const silent = scoreOf(quick, failures + 1)
        expect(scoreOf([...quick, wrong], failures)).toBeLessThanOrEqual(silent + 1e-12)
      }),
    )
  })
  test('a better picture never pays less', () => {
    fc.assert(
      fc.property(findings(), share, share, (of, a, b) => {
        const at = (quality: number) => scoreOf([...of, right, { ...ours, quality }])
        expect(at(Math.min(a, b))).toBeLessThanOrEqual(at(Math.max(a, b)) + 1e-12)
      }),
    )
  })
  test('an honest miner beats whoever sends one wrong picture among three', () => {
    fc.assert(
      fc.property(fc.array(finding.filter(({ route }) => route !== 'generate')), (rest) => {
        expect(scoreOf([right, right, wrong, ...rest])).toBeLessThan(scoreOf(good))
      }),
    )
  })
  test('order does not matter', () => {
    fc.assert(
      fc.property(findings(), (of) => {
        expect(scoreOf([...of].reverse())).toBeCloseTo(scoreOf(of), 10)
      }),
    )
  })
})
