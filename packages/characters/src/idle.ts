import type { Character } from '@subnetkit/neuron'

/** Votes once: what it has on chain stays, so that it looks active and never learns. */
export const idle: Character = {
  name: 'idle',
  class: 'no work',
  description: 'a validator that never changes the weights that it has set first',
  adjustWeights: async ({ scores, self, weights }) => {
    const own = (await weights()).get(self.uid) ?? []
    return own.length === 0 ? scores : own.map(([uid, score]) => ({ uid, score }))
  },
}
