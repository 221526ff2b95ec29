import type { Character } from '@subnetkit/neuron'

/**
 * Votes what the others have voted: the mean of their weights on chain, by stake. Its own questions count for nothing.
 * Before anybody has voted it votes what it found.
 */
export const weightCopier: Character = {
  name: 'weight-copier',
  class: 'no work',
  description: "a validator that submits the mean of the other validators' weights",
  adjustWeights: async ({ scores, self, neurons, weights }) => {
    const sums = new Map<number, number>()
    for (const [uid, row] of await weights()) {
      const stake = Number(neurons.find((neuron) => neuron.uid === uid)?.stake ?? 0n)
      const whole = row.reduce((sum, [, value]) => sum + value, 0)
      if (uid === self.uid || stake === 0 || whole === 0) continue
      for (const [target, value] of row) {
        sums.set(target, (sums.get(target) ?? 0) + (stake * value) / whole)
      }
    }
    return sums.size === 0 ? scores : [...sums].map(([uid, score]) => ({ uid, score }))
  },
}
