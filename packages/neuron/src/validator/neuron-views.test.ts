import { expect, test } from 'vitest'
import { fakeChain } from '../testing/fake-chain.ts'
import { neuronViews } from './neuron-views.ts'

test('whole epochs since the registration', async () => {
  const chain = fakeChain({ tempo: 10, block: 100 })
  const ages = { first: 12, second: 90, third: 89, fourth: 100 }
  for (const [hotkey, registeredAt] of Object.entries(ages)) chain.register(hotkey, { registeredAt })
  const views = neuronViews(await chain.metagraph(1))
  // An epoch of tempo 10 takes 11 blocks.
  expect(views.map(({ epochsRegistered }) => epochsRegistered)).toEqual([8, 0, 1, 0])
})
