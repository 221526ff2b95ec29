import { createModels, type Models } from '@subnetkit/models'
import { fuzzMiner } from '@subnetkit/neuron/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from './contract.ts'
import { miner } from './miner.ts'
import { inferRequest } from './wire/infer-request.ts'

const count = 10_000
const subnet = { contract, miner }
const params = { model: 'digits', version: '1' }
const data = Array.from({ length: 784 }, (_, i) => (i % 5) / 4)
const request = {
  id: 'a',
  inputs: [
    {
      name: 'x',
      datatype: 'FP32' as const,
      shape: [1, 1, 28, 28],
      data: new Uint8Array(Float32Array.from(data).buffer),
      binary: true,
    },
  ],
  outputs: [{ name: 'logits', binary: true }],
  binaryOutputs: true,
}
const asJson = {
  id: 'a',
  parameters: { binary_data_output: false },
  inputs: [{ name: 'x', datatype: 'FP32', shape: [1, 1, 28, 28], data }],
  outputs: [{ name: 'logits', parameters: { binary_data: false } }],
}

let models: Models
beforeAll(() => {
  models = createModels({ workers: 1 })
})
afterAll(() => models.close())

describe('ten thousand wrong requests get an answer or a refusal with a code, and cost no memory', () => {
  test.each(['infer', 'inferVersion'])('%s, in JSON', { timeout: 240_000 }, async (route) => {
    const { statuses, faults, memoryGrowth } = await fuzzMiner({
      ...{ subnet, models, route, params, count },
      valid: asJson,
    })
    expect(faults.slice(0, 3)).toEqual([])
    expect(statuses[400]).toBeGreaterThan(4_000)
    expect(memoryGrowth).toBeLessThan(64 * 1024 * 1024)
  })
  test.each(['infer', 'inferVersion'])('%s, in binary', { timeout: 240_000 }, async (route) => {
    const valid = inferRequest.encode(request)
    const { statuses, faults, memoryGrowth } = await fuzzMiner({
      ...{ subnet, models, route, params, count, valid },
      headers: { ...inferRequest.headers?.(request, valid) },
    })
    expect(faults.slice(0, 3)).toEqual([])
    expect(statuses[400]).toBeGreaterThan(4_000)
    expect(memoryGrowth).toBeLessThan(64 * 1024 * 1024)
  })
  const readers = Object.entries(contract.routes).filter(([, { method }]) => method === 'GET')
  test.each(readers.map(([name]) => name))('%s', { timeout: 120_000 }, async (route) => {
    const { statuses, faults, memoryGrowth } = await fuzzMiner({
      ...{ subnet, models, route, params, count },
      valid: undefined,
    })
    expect(faults.slice(0, 3)).toEqual([])
    expect(statuses[200]).toBeGreaterThan(0)
    expect(memoryGrowth).toBeLessThan(64 * 1024 * 1024)
  })
})
