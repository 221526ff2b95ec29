import { describe, expect, test } from 'vitest'
import { engineSeed, holdsCandidate, llamaSampling, pickCandidate } from './llama-sampling.ts'

const sampling = { seed: 'one', temperature: 0.5, topK: 3 }
/** At temperature 0.5: 16/21, 4/21 and 1/21. */
const candidates = [
  { token: 7, logprob: Math.log(0.4) },
  { token: 5, logprob: Math.log(0.2) },
  { token: 9, logprob: Math.log(0.1) },
]

test('a seed of any text is one of 32 bits, by its hash', () => {
  // echo -n one | sha256sum | cut -c1-8
  expect(engineSeed('one')).toBe(0x7692c3ad)
  expect(engineSeed('two')).not.toBe(engineSeed('one'))
})

test('the sampler is dictated whole', () => {
  expect(llamaSampling({ seed: 'one', temperature: 0.8, topP: 0.9 })).toEqual({
    seed: 0x7692c3ad,
    temperature: 0.8,
    top_k: 40,
    top_p: 0.9,
    samplers: ['top_k', 'temperature', 'top_p'],
  })
})

describe('pickCandidate and holdsCandidate', () => {
  test.each([
    [0, 7],
    [0.76, 7],
    [0.77, 5],
    [0.95, 5],
    [0.96, 9],
    [0.9999, 9],
  ])('a draw of %d selects token %d, and it alone', (draw, token) => {
    expect(pickCandidate(candidates, draw, sampling).token).toBe(token)
    expect([7, 5, 9].filter((other) => holdsCandidate(candidates, other, draw, sampling))).toEqual([token])
  })

  test('topP leaves the unlikely ones out', () => {
    const cut = { ...sampling, topP: 0.8 }
    expect(pickCandidate(candidates, 0.9999, cut).token).toBe(5)
    expect(holdsCandidate(candidates, 9, 0.9999, cut)).toBe(false)
  })

  test('a token that is no candidate is never selected', () => {
    expect(holdsCandidate(candidates, 1, 0.9999, sampling)).toBe(false)
    expect(holdsCandidate([], 1, 0.5, sampling)).toBe(false)
  })
})
