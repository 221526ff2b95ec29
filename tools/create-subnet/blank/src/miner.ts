import { defineMiner } from '@subnetkit/neuron'
import { contract } from './contract.ts'

/** The work. */
export const miner = defineMiner(contract, {
  routes: {
    add: async ({ request }) => ({ sum: request.numbers.reduce((sum, number) => sum + number, 0) }),
  },
})
