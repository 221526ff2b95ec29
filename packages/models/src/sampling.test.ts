import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Cut,
  distribution,
  holdsToken,
  likeliestToken,
  logProbability,
  pickToken,
  sampleAt,
} from './sampling.ts'

const logits = fc
  .array(fc.integer({ min: -300, max: 300 }), { minLength: 1, maxLength: 50 })
  .map((values) => Float32Array.from(values, (value) => value / 10))
const cuts = fc.record(
  { topK: fc.integer({ min: 1, max: 60 }), topP: fc.double({ min: 0.01, max: 1, noNaN: true }) },
  { requiredKeys: [] },
)
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

/** What the definition says, word by word. */
function reference(probabilities: Float64Array, at: number, { topK, topP }: Cut): number {
  const falling = [...probabilities.entries()].sort(([a, p], [b, q]) => q - p || a - b).slice(0, topK)
  const sum = (of: typeof falling): number => of.reduce((all, [, p]) => all + p, 0)
  const fewest = falling.findIndex((_, i) => sum(falling.slice(0, i + 1)) >= (topP ?? 2) * sum(falling))
  const candidates = fewest < 0 ? falling : falling.slice(0, fewest + 1)
  const drawn = candidates.findIndex((_, i) => at * sum(candidates) < sum(candidates.slice(0, i + 1)))
  return candidates.at(drawn)![0]
}

describe('pickToken and holdsToken', () => {
  it('draw as the definition says', () => {
    fc.assert(
      fc.property(logits, unit, cuts, (values, at, cut) => {
        const probabilities = distribution(values, 1)
        expect(pickToken(probabilities, at, cut)).toBe(reference(probabilities, at, cut))
      }),
    )
  })

  it('agree without tolerance, on that token alone', () => {
    fc.assert(
      fc.property(logits, unit, cuts, (values, at, cut) => {
        const probabilities = distribution(values, 1)
        const token = pickToken(probabilities, at, cut)
        fc.pre(at < 1 - 1e-9)
        const holding = [...probabilities.keys()].filter((other) =>
          holdsToken(probabilities, other, at, 0, cut),
        )
        // Sums in another order end some 1e-16 away: a sample that close to a border may be on either side.
        fc.pre(
          holdsToken(probabilities, token, at, 0, cut) || !holdsToken(probabilities, token, at, 1e-12, cut),
        )
        expect(holding).toEqual([token])
      }),
    )
  })

  it('accept with tolerance whatever other arithmetic would have drawn', () => {
    const noise = fc.array(fc.double({ min: -1e-5, max: 1e-5, noNaN: true }), {
      minLength: 50,
      maxLength: 50,
    })
    fc.assert(
      fc.property(logits, noise, unit, cuts, (values, errors, at, cut) => {
        const other = distribution(
          values.map((value, i) => value + errors[i]!),
          1,
        )
        expect(holdsToken(distribution(values, 1), pickToken(other, at, cut), at, 1e-3, cut)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('leave out what topK and topP leave out', () => {
    const probabilities = Float64Array.of(0.4, 0.1, 0.3, 0.2)
    expect(pickToken(probabilities, 0.99, { topK: 2 })).toBe(2)
    expect(pickToken(probabilities, 0.99, { topP: 0.5 })).toBe(2)
    expect(pickToken(probabilities, 0.99, { topK: 3, topP: 0.4 })).toBe(0)
    expect(holdsToken(probabilities, 3, 0.999, 1e-3, { topK: 2 })).toBe(false)
    expect(holdsToken(probabilities, 3, 0.999, 1e-3, { topP: 0.5 })).toBe(false)
  })

  it('picks the last token when rounding leaves the sum below the sample', () => {
    expect(pickToken(Float64Array.of(0.3, 0.3), 0.9)).toBe(1)
  })

  it('widens the interval by the tolerance', () => {
    const two = Float64Array.of(0.6, 0.4)
    expect(holdsToken(two, 0, 0.6005, 1e-3)).toBe(true)
    expect(holdsToken(two, 0, 0.602, 1e-3)).toBe(false)
    expect(holdsToken(two, 1, 0.5995, 1e-3)).toBe(true)
    expect(holdsToken(two, 1, 0.598, 1e-3)).toBe(false)
  })
})

it('keeps the logarithm of an impossible token finite', () => {
  expect(logProbability(0)).toBeLessThan(-600)
  expect(Number.isFinite(logProbability(0))).toBe(true)
})
