import type { Character } from '@subnetkit/neuron'

/** Levels on either side of zero: what a signed 4-bit integer holds. */
const levels = 7

/** Every row of weights could be stored in four bits a number, an eighth of the memory. */
export const quantised: Character = {
  name: 'quantised',
  class: 'other rule',
  description: 'runs the model with its weights rounded to four bits',
  alteration: {
    name: 'four bits',
    change(weights) {
      const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
      const step = largest / levels || 1
      return weights.map((weight) => Math.round(weight / step) * step)
    },
  },
}
