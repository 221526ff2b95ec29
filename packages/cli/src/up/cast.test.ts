import { seededRandom } from '@subnetkit/core'
import { expect, it } from 'vitest'
import { castOf } from './cast.ts'

it('is the same for one seed and another for another', () => {
  const order = (seed: string) =>
    castOf(seededRandom(seed)).map(({ role, character }) => `${role}/${character}`)
  expect(order('a')).toEqual(order('a'))
  expect(new Set(['a', 'b', 'c', 'd', 'e'].map((seed) => order(seed).join()))).not.toHaveProperty('size', 1)
})

it('has the owner first, two validators, two honest miners and each attacker once', () => {
  const cast = castOf(seededRandom('any'))
  const count = (role: string, character: string) =>
    cast.filter((member) => member.role === role && member.character === character).length
  expect(cast[0]).toMatchObject({ role: 'owner' })
  expect(count('validator', 'honest')).toBeGreaterThanOrEqual(2)
  expect(count('miner', 'honest')).toBeGreaterThanOrEqual(2)
  for (const attacker of ['lazy', 'copier', 'cheat']) expect(count('miner', attacker)).toBe(1)
  expect(new Set(cast.map((member) => member.name)).size).toBe(cast.length)
})
