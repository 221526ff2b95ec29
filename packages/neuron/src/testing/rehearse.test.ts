import { expect, test } from 'vitest'
import type { Character } from '../character.ts'
import { noModels } from './no-models.ts'
import { rehearse } from './rehearse.ts'
import { contract, miner, validator } from './sort-subnet.ts'

const empty: Character = {
  name: 'empty',
  class: 'no work',
  description: 'gives back nothing',
  wrap: () =>
    // biome-ignore lint/correctness/useYield: answers without events
    async function* () {
      return { numbers: [] }
    },
}

test('a cast plays some epochs, and the scores tell who works', async () => {
  const played = await rehearse({
    subnet: { contract, miner, validator },
    cast: { good: undefined, empty },
    models: noModels,
    epochs: 2,
  })
  expect(played.errors).toEqual([])
  expect(played.scores).toEqual({ good: 1, empty: 0 })
  expect(played.rounds.map(({ epoch }) => epoch)).toEqual([0, 1])
  expect(played.exchanges.filter(({ name }) => name === 'good')).toHaveLength(6)
})

test('the same seed asks the same', async () => {
  const play = () =>
    rehearse({ subnet: { contract, miner, validator }, cast: { good: undefined }, models: noModels })
  const requests = (played: Awaited<ReturnType<typeof play>>) =>
    played.exchanges.map(({ id, request }) => `${id} ${JSON.stringify(request)}`).sort()
  expect(requests(await play())).toEqual(requests(await play()))
})
