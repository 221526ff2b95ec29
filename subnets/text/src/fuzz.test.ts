import { fileURLToPath } from 'node:url'
import { createModels } from '@subnetkit/models'
import { fuzzMiner } from '@subnetkit/neuron/testing'
import { expect, test } from 'vitest'
import { contract } from './contract.ts'
import { miner } from './miner.ts'

/** Small and fast: what it says does not matter here. */
const model = fileURLToPath(new URL('../../../packages/models/fixtures/tiny/manifest.json', import.meta.url))

test('ten thousand wrong requests are refused with a code, and cost no memory', {
  timeout: 240_000,
}, async () => {
  const models = createModels({ workers: 1 })
  try {
    const { statuses, faults, memoryGrowth } = await fuzzMiner({
      subnet: { contract, miner },
      models,
      config: { model },
      route: 'generate',
      valid: {
        messages: [
          { role: 'system', content: 'You tell stories.' },
          { role: 'user', content: 'Tell a story about a fox.' },
        ],
        seed: 'one',
        temperature: 0.8,
        topK: 40,
        topP: 0.95,
        stop: ['The end'],
        maxTokens: 8,
      },
      count: 10_000,
    })
    expect(faults.slice(0, 3)).toEqual([])
    expect(statuses[400]).toBeGreaterThan(5_000)
    expect(memoryGrowth).toBeLessThan(64 * 1024 * 1024)
  } finally {
    await models.close()
  }
})
