import { expect, it } from 'vitest'
import { conditionOf, latentLength, latentsOf } from './latents.ts'

it('latents follow from the seed, exactly', () => {
  const latents = latentsOf('seed 1')
  expect(latents).toEqual(latentsOf('seed 1'))
  expect(latents).not.toEqual(latentsOf('seed 2'))
  // Pinned: another derivation would make all pictures of the past differ.
  expect([...latents].map((value) => value * 2 ** 23)).toEqual([
    -771624, 4637214, -1332408, -5021011, -7570046, 8167367, -1084872, -3264712, -1197547, 7803635,
  ])
})

it('latents fill -1 … 1 evenly', () => {
  const values = Array.from({ length: 300 }, (_, i) => [...latentsOf(`${i}`)]).flat()
  expect(Math.min(...values)).toBeGreaterThanOrEqual(-1)
  expect(Math.max(...values)).toBeLessThan(1)
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  const square = values.reduce((a, b) => a + b * b, 0) / values.length
  expect(Math.abs(mean)).toBeLessThan(0.05)
  expect(Math.abs(square - 1 / 3)).toBeLessThan(0.03)
})

it('a condition is the attributes, then the latents', () => {
  const latents = latentsOf('x')
  const attributes = {
    shape: 'circle',
    colour: 'orange',
    background: 'red',
    size: 'big',
    place: 'bottom',
  } as const
  const condition = conditionOf(attributes, latents)
  expect(condition).toHaveLength(28 + latentLength)
  expect([...condition.keys()].filter((i) => i < 28 && condition[i] === 1)).toEqual([0, 6, 13, 22, 27])
  expect(condition.slice(28)).toEqual(latents)
})
