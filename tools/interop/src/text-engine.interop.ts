import { createModels, type Models } from '@subnetkit/models'
import type { Character } from '@subnetkit/neuron'
import { type Rehearsal, rehearse } from '@subnetkit/neuron/testing'
import { characters } from '@subnetkit/subnet-text/characters'
import { contract } from '@subnetkit/subnet-text/contract'
import { miner } from '@subnetkit/subnet-text/miner'
import { validator } from '@subnetkit/subnet-text/validator'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import {
  engineModel,
  installLanguageEngine,
  type LanguageEngine,
  requantised,
  startLanguageEngine,
} from './language-engine.ts'

const engines: LanguageEngine[] = []
let models: Models
let played: Rehearsal

const behind = ({ url }: LanguageEngine) => ({ engine: { kind: 'llama.cpp', url, model: engineModel } })

/** A miner of the catalogue, or an honest one, with an engine behind it. */
function cast(engine: LanguageEngine, name?: string): Character {
  const found = characters.find((each) => each.name === name)
  const honest: Character = { name: 'honest', class: 'honest', description: 'serves what its engine answers' }
  return { ...(found ?? honest), config: behind(engine) }
}

beforeAll(async () => {
  await installLanguageEngine()
  models = createModels()
  const [forMiners, forValidator, other] = [
    await startLanguageEngine(),
    await startLanguageEngine(),
    await startLanguageEngine(await requantised('Q8_0')),
  ]
  engines.push(forMiners, forValidator, other)
  // Few tokens and much time, for machines that have other things to do.
  const settings = { ...behind(forValidator), tokens: [12, 20] }
  const asking = {
    ...validator,
    config: z.preprocess(() => settings, validator.config!),
    schedule: { questions: 4, deadlineMs: 110_000, concurrency: 1 },
  }
  played = await rehearse({
    subnet: { contract, miner, validator: asking },
    cast: {
      one: cast(forMiners),
      two: cast(forMiners),
      greedy: cast(forMiners, 'greedy'),
      warmer: cast(forMiners, 'warmer'),
      coarser: cast(other),
    },
    models,
    epochs: 2,
  })
}, 1_800_000)
afterAll(async () => {
  await Promise.all(engines.map((engine) => engine.stop()))
  await models?.close()
})

it('everybody answers, and nothing goes wrong', () => {
  expect(played.errors).toEqual([])
  expect(played.exchanges).toHaveLength(40)
  expect(played.exchanges.filter(({ outcome }) => 'failure' in outcome)).toEqual([])
})

it('honest miners earn alike', () => {
  const { one, two } = played.scores
  expect(Math.min(one!, two!)).toBeGreaterThan(0.5)
  expect(Math.abs(one! - two!)).toBeLessThan(0.1 * Math.max(one!, two!))
})

it.each([['greedy'], ['warmer'], ['coarser']])(
  '%s, whose answers are another sampler’s or other weights’, earns a quarter at most',
  (name) => {
    expect(played.scores[name]!).toBeLessThan(0.25 * Math.min(played.scores.one!, played.scores.two!))
  },
)
