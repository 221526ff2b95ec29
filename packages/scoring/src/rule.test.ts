import { isSubnetkitError } from '@subnetkit/core'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defineRule, type Finding, type Round } from './rule.ts'

const schema = z.object({ right: z.number() })
type Right = z.infer<typeof schema>
const finding = (right: number): Finding<Right> => ({ right, digest: 'd', source: 'synthetic' })
const round = (...rights: number[][]): Round<Right> => ({
  epoch: 1,
  neurons: rights.map((values, uid) => ({
    uid,
    hotkey: `hotkey-${uid}`,
    registeredAt: 0,
    stake: 0n,
    findings: values.map(finding),
    failures: 0,
    asked: values.length,
  })),
})
const mean = defineRule({
  finding: schema,
  score: (all) =>
    new Map(all.neurons.map((n) => [n.hotkey, n.findings.reduce((sum, f) => sum + f.right, 0) / n.asked])),
})

describe('defineRule', () => {
  it('scores a round', () => {
    expect([...mean.score(round([1, 0], [1]))]).toEqual([
      ['hotkey-0', 0.5],
      ['hotkey-1', 1],
    ])
  })

  it.each([
    ['a division by zero', round([])],
    ['more than 1', round([2])],
    ['less than 0', round([-1])],
  ])('refuses %s', (_, bad) => {
    try {
      mean.score(bad)
      expect.unreachable()
    } catch (error) {
      expect(isSubnetkitError(error, 'RULE_SCORE_INVALID')).toBe(true)
    }
  })

  it('refuses a score for somebody who was not asked', () => {
    const stranger = defineRule({ finding: schema, score: () => new Map([['nobody', 1]]) })
    try {
      stranger.score(round([1]))
      expect.unreachable()
    } catch (error) {
      expect(isSubnetkitError(error, 'RULE_SCORE_INVALID')).toBe(true)
    }
  })
})
