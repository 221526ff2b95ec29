import type { Character } from '@subnetkit/neuron'

/** The share of weights that are left out, the smallest first. */
const left = 0.5

/** A model of half the weights: what a sparse runtime would compute at half the cost, with an answer that is close. */
export const cheaper: Character = {
  name: 'cheaper',
  class: 'less work',
  description: 'runs a model that was pruned to the larger half of its weights',
  alteration: {
    name: 'pruned',
    change(weights) {
      const limit = weights.map(Math.abs).sort()[Math.floor(left * weights.length)]!
      return weights.map((weight) => (Math.abs(weight) < limit ? 0 : weight))
    },
  },
}
