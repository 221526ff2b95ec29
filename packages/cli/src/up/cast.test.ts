import { seededRandom } from '@subnetkit/core'
import { expect, it } from 'vitest'
import { castOf, standardCast } from './cast.ts'

const parts = standardCast([{ name: 'cheat', class: 'less work', description: 'half' }])

it('is the same for one seed and another for another', () => {
  const order = (seed: string) =>
    castOf(seededRandom(seed), parts).map(({ role, character }) => `${role}/${character}`)
  expect(order('a')).toEqual(order('a'))
  expect(new Set(['a', 'b', 'c', 'd', 'e'].map((seed) => order(seed).join()))).not.toHaveProperty('size', 1)
})

it('has the owner first, two honest validators, two honest miners and each attacker once', () => {
  const cast = castOf(seededRandom('any'), parts)
  const count = (role: string, character: string) =>
    cast.filter((member) => member.role === role && member.character === character).length
  expect(cast[0]).toMatchObject({ role: 'owner' })
  expect(count('validator', 'honest')).toBeGreaterThanOrEqual(2)
  expect(count('validator', 'cabal')).toBe(1)
  expect(count('miner', 'honest')).toBeGreaterThanOrEqual(2)
  for (const attacker of ['lazy', 'copier', 'cheat']) expect(count('miner', attacker)).toBe(1)
  expect(new Set(cast.map((member) => member.name)).size).toBe(cast.length)
})

it('lets nobody dishonest have more than two fifths of the stake, and knows a subnet without characters', () => {
  const validators = standardCast([]).filter(({ role }) => role === 'validator')
  const stakeOf = (honest: boolean) =>
    validators
      .filter(({ character }) => (character === 'honest') === honest)
      .reduce((sum, { stake }) => sum + stake, 0n)
  expect(stakeOf(false) * 5n).toBeLessThanOrEqual((stakeOf(true) + stakeOf(false)) * 2n)
  expect(standardCast([]).map(({ character }) => character)).toContain('garbage')
})
