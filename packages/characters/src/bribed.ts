import type { Character } from '@subnetkit/neuron'

/** Votes honestly but for one: the miner that has earned least gets as much as the best. */
export const bribed: Character = {
  name: 'bribed',
  class: 'other rule',
  description: 'a validator that gives the worst miner as much as the best, and judges the others honestly',
  adjustWeights: ({ scores }) => {
    const best = Math.max(0, ...scores.map(({ score }) => score))
    // By hotkey where several are as bad, so that all who are bribed pay the same one.
    const [worst] = scores.toSorted((a, b) => a.score - b.score || (a.hotkey < b.hotkey ? -1 : 1))
    return scores.map(({ uid, score }) => ({ uid, score: uid === worst?.uid ? best : score }))
  },
}
