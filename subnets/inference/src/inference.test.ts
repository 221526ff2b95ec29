import { copier, lazy } from '@subnetkit/characters'
import { createModels, type Models } from '@subnetkit/models'
import { type Rehearsal, rehearse } from '@subnetkit/neuron/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { characters } from './characters.ts'
import { contract } from './contract.ts'
import type { Finding } from './finding.ts'
import { miner } from './miner.ts'
import { validator } from './validator.ts'

const own = Object.fromEntries(characters.map((character) => [character.name, character]))

let models: Models
let played: Rehearsal
beforeAll(async () => {
  models = createModels({ workers: 1 })
  played = await rehearse({
    subnet: { contract, miner, validator },
    cast: { honest: undefined, lazy, copier, ...own },
    models,
    epochs: 2,
  })
}, 120_000)
afterAll(() => models.close())

const findingsOf = (name: string): Finding[] =>
  played.exchanges.flatMap((exchange) =>
    exchange.name === name && exchange.verdict?.verdict === 'finding'
      ? [exchange.verdict.finding as Finding]
      : [],
  )

describe('a cast over real HTTP, with the real models', () => {
  test('nothing went wrong and everybody answered', () => {
    expect(played.errors).toEqual([])
    const failures = played.exchanges.filter(({ outcome }) => 'failure' in outcome)
    expect(failures.map(({ name, outcome }) => ({ name, outcome }))).toEqual([])
  })
  test('honest answers are all valid', () => {
    expect(findingsOf('honest')).toHaveLength(12)
    for (const finding of findingsOf('honest')) {
      expect(finding).toMatchObject({ valid: true, error: 0, commitment: 'agrees' })
      expect(finding.checked).toBeGreaterThan(0)
    }
    expect(played.scores.honest).toBeGreaterThan(0.8)
  })
  test.each(['lazy', 'copier', ...characters.map(({ name }) => name)])(
    '%s has less than 3 %% of the honest score',
    (name) => {
      expect(played.scores[name]).toBeLessThan(0.03 * played.scores.honest!)
    },
  )
})
