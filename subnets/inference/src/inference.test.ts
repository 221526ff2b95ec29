import { cheaper, copier, garbage, lazy, quantised } from '@subnetkit/characters'
import { seededRandom } from '@subnetkit/core'
import { createModels, type Models } from '@subnetkit/models'
import type { Character } from '@subnetkit/neuron'
import { type Rehearsal, rehearse } from '@subnetkit/neuron/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { characters } from './characters.ts'
import { modelsFile } from './config.ts'
import { contract } from './contract.ts'
import type { Finding } from './finding.ts'
import { miner } from './miner.ts'
import { commitmentOf } from './registry/commitment.ts'
import { openRegistry } from './registry/registry.ts'
import { localRunner } from './run/runner.ts'
import { validator } from './validator.ts'
import type { InferRequest } from './wire/infer-request.ts'
import type { InferResponse } from './wire/infer-response.ts'

const own = Object.fromEntries(characters.map((character) => [character.name, character]))
const cheats: Record<string, Character> = { lazy, copier, garbage, cheaper, quantised, ...own }

let models: Models
let played: Rehearsal
beforeAll(async () => {
  models = createModels({ workers: 1 })
  played = await rehearse({
    subnet: { contract, miner, validator },
    cast: { honest: undefined, ...cheats },
    models,
    epochs: 2,
  })
}, 120_000)
afterAll(() => models?.close())

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
    // What garbage makes up need not even be an answer.
    expect(failures.filter(({ name }) => name !== 'garbage')).toEqual([])
  })
  test('honest answers are all valid', () => {
    expect(findingsOf('honest')).toHaveLength(12)
    for (const finding of findingsOf('honest')) {
      expect(finding).toMatchObject({ valid: true, commitment: 'agrees' })
      expect(finding.checked).toBeGreaterThan(0)
    }
    expect(played.scores.honest).toBeGreaterThan(0.8)
  })
  test.each(Object.keys(cheats))('%s has less than 3 %% of the honest score', (name) => {
    expect(played.scores[name]).toBeLessThan(0.03 * played.scores.honest!)
  })
  test('every question is another one, for one of the models', () => {
    const requests = played.exchanges.map(({ request }) => (request as InferRequest).id)
    expect(new Set(requests).size).toBe(requests.length)
    const asked = new Set(played.exchanges.flatMap(({ name }) => findingsOf(name).map(({ model }) => model)))
    expect([...asked].sort()).toEqual(['classifier', 'digits', 'upscaler'])
  })
})

describe('an answer that was altered after the fact', () => {
  type Of = Parameters<typeof validator.verify>[0]
  const verify = async (
    change: (answer: InferResponse) => Partial<InferResponse>,
    more: Partial<Of> = {},
  ) => {
    const registry = await openRegistry(modelsFile)
    const runners = await Promise.all(
      registry.models.map(async (model) => [model, await localRunner(models, model)] as const),
    )
    const found = played.exchanges.find(({ name, verdict }) => {
      return (
        name === 'honest' && verdict?.verdict === 'finding' && (verdict.finding as Finding).model === 'digits'
      )
    }) as unknown as Of['exchange']
    const { response } = found.outcome as { response: InferResponse }
    const outcome = { ...found.outcome, response: { ...response, ...change(response) } }
    return validator.verify({
      exchange: { ...found, outcome } as Of['exchange'],
      hidden: { id: 'digits', version: '1' },
      neuron: { commitment: commitmentOf(registry), epochsRegistered: 5 } as Of['neuron'],
      random: seededRandom('verify'),
      signal: new AbortController().signal,
      env: { registry, runners: new Map(runners), commitment: commitmentOf(registry) },
      ...more,
    })
  }
  const changed = (part: object) => (answer: InferResponse) => ({
    outputs: answer.outputs.map((output) => ({ ...output, ...part })),
  })
  test('unaltered it is valid', async () => {
    expect(await verify(() => ({}))).toMatchObject({ valid: true, commitment: 'agrees' })
  })
  test.each<[string, (answer: InferResponse) => Partial<InferResponse>]>([
    ['of another model', () => ({ modelName: 'classifier' })],
    ['of another version', () => ({ modelVersion: '2' })],
    ['to another question', () => ({ id: 'none' })],
    ['without outputs', () => ({ outputs: [] })],
    ['with another name', changed({ name: 'y' })],
    ['with another shape', changed({ shape: [1, 10] })],
    ['with another datatype', changed({ datatype: 'INT32' })],
    [
      'that is no number anywhere',
      (answer) => ({
        outputs: answer.outputs.map((output) => ({
          ...output,
          data: new Uint8Array(new Float32Array(output.data.length / 4).fill(Number.NaN).buffer),
        })),
      }),
    ],
    [
      'with one value off by a thousandth',
      (answer) => ({
        outputs: answer.outputs.map((output) => {
          const values = new Float32Array(new Uint8Array(output.data).buffer)
          values[3] = values[3]! + 2e-3
          return { ...output, data: new Uint8Array(values.buffer) }
        }),
      }),
    ],
  ])('%s it is refuted, not thrown', async (_, change) => {
    expect(await verify(change)).toMatchObject({ valid: false })
  })
  test('the commitment is looked at in the finding', async () => {
    const neuron = { commitment: null, epochsRegistered: 5 } as Of['neuron']
    expect(await verify(() => ({}), { neuron })).toMatchObject({ valid: true, commitment: 'missing' })
  })
  test('without a model to compare with it shows nothing', async () => {
    expect(await verify(() => ({}), { hidden: undefined })).toBeUndefined()
  })
})

test('another file under the same name is another commitment, which the score shows', async () => {
  const impostor: Character = {
    name: 'impostor',
    class: 'other rule',
    description: 'commits to something else',
    config: {},
  }
  const other = { ...miner, commit: () => Uint8Array.of(1, 2, 3) }
  const { scores, exchanges } = await rehearse({
    subnet: { contract, miner: other, validator },
    cast: { impostor },
    models,
  })
  expect(scores.impostor).toBe(0)
  for (const { verdict } of exchanges)
    expect(verdict).toMatchObject({ finding: { valid: true, commitment: 'differs' } })
})
