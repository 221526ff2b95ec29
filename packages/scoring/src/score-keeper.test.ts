import { isSubnetkitError } from '@subnetkit/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keepScores, type Registration, scoreKey } from './score-keeper.ts'

const registration = (hotkey: string, registeredAt = 1): Registration => ({
  netuid: 2,
  mechanism: 0,
  hotkey,
  registeredAt,
})
const a = registration('a')
const b = registration('b')
const round = (scores: Record<string, number>) => new Map(Object.entries(scores))

describe('keepScores', () => {
  it('lets a newcomer start from its first round, then averages', () => {
    const first = keepScores({
      previous: new Map(),
      registrations: [a],
      scores: round({ a: 0.8 }),
      alpha: 0.25,
    })
    expect(first.get(scoreKey(a))).toEqual({ score: 0.8, rounds: 1 })
    const second = keepScores({
      previous: first,
      registrations: [a, b],
      scores: round({ a: 0, b: 1 }),
      alpha: 0.25,
    })
    expect(second.get(scoreKey(a))?.score).toBeCloseTo(0.6, 12)
    expect(second.get(scoreKey(b))).toEqual({ score: 1, rounds: 1 })
  })

  it('starts anew when a hotkey comes back, and forgets who is gone', () => {
    const previous = new Map([[scoreKey(a), { score: 0.9, rounds: 40 }]])
    const back = registration('a', 500)
    const kept = keepScores({ previous, registrations: [back], scores: round({ a: 0.1 }), alpha: 0.1 })
    expect([...kept]).toEqual([[scoreKey(back), { score: 0.1, rounds: 1 }]])
  })

  it('keeps netuids and mechanisms apart', () => {
    const other = { ...a, mechanism: 1 }
    const previous = new Map([[scoreKey(a), { score: 0.9, rounds: 40 }]])
    const kept = keepScores({ previous, registrations: [other], scores: round({ a: 0.1 }), alpha: 0.1 })
    expect(kept.get(scoreKey(other))).toEqual({ score: 0.1, rounds: 1 })
  })

  it('leaves a score alone that this round says nothing about', () => {
    const previous = new Map([[scoreKey(a), { score: 0.9, rounds: 40 }]])
    const kept = keepScores({ previous, registrations: [a, b], scores: round({}), alpha: 0.1 })
    expect(kept).toEqual(previous)
  })

  it('survives being stored', () => {
    const kept = keepScores({
      previous: new Map(),
      registrations: [a],
      scores: round({ a: 1 / 3 }),
      alpha: 0.1,
    })
    expect(new Map(JSON.parse(JSON.stringify([...kept])))).toEqual(kept)
  })

  it('stays between the lowest and the highest round', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (rounds, alpha) => {
          let previous = new Map()
          for (const score of rounds) {
            previous = keepScores({ previous, registrations: [a], scores: round({ a: score }), alpha })
          }
          const { score, rounds: count } = previous.get(scoreKey(a))
          expect(count).toBe(rounds.length)
          expect(score).toBeGreaterThanOrEqual(Math.min(...rounds) - 1e-12)
          expect(score).toBeLessThanOrEqual(Math.max(...rounds) + 1e-12)
        },
      ),
    )
  })

  it.each([
    ['alpha 0', { alpha: 0 }],
    ['alpha above 1', { alpha: 1.1 }],
    ['a score above 1', { scores: round({ a: 1.1 }) }],
    ['a score that is no number', { scores: round({ a: Number.NaN }) }],
    ['the same registration twice', { registrations: [a, a] }],
  ])('refuses %s', (_, change) => {
    try {
      keepScores({ previous: new Map(), registrations: [a], scores: round({ a: 1 }), alpha: 0.1, ...change })
      expect.unreachable()
    } catch (error) {
      expect(isSubnetkitError(error, 'SCORE_INPUT_INVALID')).toBe(true)
    }
  })
})
