import { seededRandom } from '@subnetkit/core'
import { createModels } from '@subnetkit/models'
import { fuzzMiner } from '@subnetkit/neuron/testing'
import { expect, test } from 'vitest'
import { contract } from './contract.ts'
import { miner } from './miner.ts'
import { encodePng } from './png/encode-png.ts'

const prompt = 'a big red ring at the left on a blue background'
/** Small, so that what happens to be valid costs little. */
const wish = { prompt, width: 64, height: 64 }
const small = await encodePng({ width: 16, height: 16, rgb: seededRandom('small').bytes(16 * 16 * 3) })

test.each<[string, unknown, Record<string, string>]>([
  ['generate', { ...wish, seed: 'one' }, {}],
  ['upscale', small, { 'content-type': 'image/png' }],
  ['open', wish, {}],
])(
  '%s: ten thousand wrong requests are refused with a code, and cost no memory',
  {
    timeout: 480_000,
  },
  async (route, valid, headers) => {
    const models = createModels({ workers: 1 })
    try {
      const { statuses, faults, memoryGrowth } = await fuzzMiner({
        ...{ subnet: { contract, miner }, models, route, valid, headers },
        count: 10_000,
      })
      expect(faults.slice(0, 3)).toEqual([])
      expect(statuses[400]).toBeGreaterThan(5_000)
      expect(memoryGrowth).toBeLessThan(64 * 1024 * 1024)
    } finally {
      await models.close()
    }
  },
)
