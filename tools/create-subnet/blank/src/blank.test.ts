import { copier, garbage, lazy } from '@subnetkit/characters'
import { createModels } from '@subnetkit/models'
import { fuzzMiner, rehearse } from '@subnetkit/neuron/testing'
import { expect, test } from 'vitest'
import { characters } from './characters.ts'
import { contract } from './contract.ts'
import { miner } from './miner.ts'
import { validator } from './validator.ts'

const models = createModels()

test('pays the useful and not the clever', async () => {
  const cast = { good: undefined, lazy, copier, garbage, half: characters[0] }
  const { scores, errors } = await rehearse({
    subnet: { contract, miner, validator },
    cast,
    models,
    epochs: 2,
  })
  expect(errors).toEqual([])
  expect(scores.good).toBe(1)
  for (const name of ['lazy', 'copier', 'garbage', 'half']) expect(scores[name], name).toBeLessThan(0.25)
})

test('wrong requests are refused with a code', async () => {
  const valid = { numbers: [1, 2, 3] }
  const { faults } = await fuzzMiner({
    subnet: { contract, miner },
    models,
    route: 'add',
    valid,
    count: 1_000,
  })
  expect(faults).toEqual([])
})
