import { createModels, type Models } from '@subnetkit/models'
import type { Character } from '@subnetkit/neuron'
import { type Rehearsal, rehearse } from '@subnetkit/neuron/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { characters } from '../characters.ts'
import { contract } from '../contract.ts'
import { miner } from '../miner.ts'
import { validator } from '../validator.ts'
import type { StandIn } from './testing/stand-in.ts'
import { toyLlamaServer } from './testing/toy-llama-server.ts'

const engines: StandIn[] = []
let models: Models
let played: Rehearsal
beforeAll(async () => {
  models = createModels()
  engines.push(await toyLlamaServer(), await toyLlamaServer())
  const [forMiners, forValidator] = engines.map(({ url }) => ({
    engine: { kind: 'llama.cpp', url, model: 'toy' },
  }))
  const honest: Character = { name: 'honest', class: 'honest', description: 'serves its engine' }
  const cast = (name: string) => {
    return { ...(characters.find((each) => each.name === name) ?? honest), config: forMiners! }
  }
  const settings = { ...forValidator, tokens: [12, 20] }
  const asking = {
    ...validator,
    config: z.preprocess(() => settings, validator.config!),
    schedule: { ...validator.schedule, deadlineMs: 60_000 },
  }
  played = await rehearse({
    subnet: { contract, miner, validator: asking },
    cast: { honest: cast('honest'), greedy: cast('greedy'), cheat: cast('cheat') },
    models,
  })
}, 120_000)
afterAll(async () => {
  await Promise.all(engines.map((engine) => engine.close()))
  await models.close()
})

test('miners and validator with an engine each, over real HTTP: whoever samples as asked is paid', () => {
  expect(played.errors).toEqual([])
  const { honest, greedy, cheat } = played.scores
  expect(honest).toBeGreaterThan(0.8)
  expect(greedy).toBeLessThan(0.03 * honest!)
  expect(cheat).toBeLessThan(0.25 * honest!)
})
