import type { Character } from '@subnetkit/neuron'

/** Pays its own: all weight goes to the miners of the same coldkey, whatever they answered. */
export const cabal: Character = {
  name: 'cabal',
  class: 'other rule',
  description: 'a validator that gives all its weight to the miners of its own coldkey',
  adjustWeights: ({ scores, self, neurons }) => {
    const coldkey = neurons.find(({ uid }) => uid === self.uid)?.coldkey
    const own = neurons.filter((neuron) => neuron.coldkey === coldkey && neuron.uid !== self.uid)
    return own.length === 0 ? scores : own.map(({ uid }) => ({ uid, score: 1 }))
  },
}
