import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distribution, holdsToken, likeliestToken, logProbability, pickToken, sampleAt } from './sampling.ts'

const logits = fc
  .array(fc.integer({ min: -300, max: 300 }), { minLength: 1, maxLength: 50 })
  .map((values) => Float32Array.from(values, (value) => value / 10))
const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

describe('sampleAt', () => {
  it('is the first 48 bits of SHA-256 over seed:position', () => {
    // echo -n 'abc:0' | sha256sum | cut -c1-12
    const hex = createHash('sha256').update('abc:0').digest('hex').slice(0, 12)
    expect(sampleAt('abc', 0)).toBe(Number.parseInt(hex, 16) / 2 ** 48)
    expect(sampleAt('abc', 0)).toBe(0.37193201820533517)
  })

  it('differs by seed and by position', () => {
    const all = ['a', 'b', ''].flatMap((seed) => [0, 1, 2].map((position) => sampleAt(seed, position)))
    expect(new Set(all).size).toBe(9)
  })
})

describe('distribution', () => {
  it('sums to one and orders as the logits do', () => {
    fc.assert(
      fc.property(logits, fc.double({ min: 0.05, max: 4, noNaN: true }), (values, temperature) => {
        const probabilities = distribution(values, temperature)
        expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10)
        expect(values[likeliestToken(probabilities)]).toBe(Math.max(...values))
      }),
    )
  })

  it('is sharper the lower the temperature', () => {
    const values = Float32Array.of(1, 2, 3)
    expect(distribution(values, 0.5)[2]).toBeGreaterThan(distribution(values, 1)[2]!)
    expect(distribution(values, 1)[2]).toBeCloseTo(Math.E ** 3 / (Math.E + Math.E ** 2 + Math.E ** 3), 12)
  })
})

describe('pickToken and holdsToken', () => {
  it('agree without tolerance, on that token alone', () => {
    fc.assert(
      fc.property(logits, unit, (values, at) => {
        const probabilities = distribution(values, 1)
        const token = pickToken(probabilities, at)
        fc.pre(at < 1 - 1e-9)
        const holding = [...probabilities.keys()].filter((other) => holdsToken(probabilities, other, at, 0))
        expect(holding).toEqual([token])
      }),
    )
  })

  it('picks the last token when rounding leaves the sum below the sample', () => {
    expect(pickToken(Float64Array.of(0.3, 0.3), 0.9)).toBe(1)
  })

  it('widens the interval by the tolerance', () => {
    const halves = Float64Array.of(0.5, 0.5)
    expect(holdsToken(halves, 0, 0.5005, 1e-3)).toBe(true)
    expect(holdsToken(halves, 0, 0.502, 1e-3)).toBe(false)
    expect(holdsToken(halves, 1, 0.4995, 1e-3)).toBe(true)
    expect(holdsToken(halves, 1, 0.498, 1e-3)).toBe(false)
  })
})

it('keeps the logarithm of an impossible token finite', () => {
  expect(logProbability(0)).toBeLessThan(-600)
  expect(Number.isFinite(logProbability(0))).toBe(true)
})
