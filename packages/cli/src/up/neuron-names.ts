import type { Actor } from './cast-keys.ts'

/** What the network knows of a hotkey beside what the chain says. */
export interface Known {
  name: string
  role: 'owner' | 'miner' | 'validator'
  character: string
}

/** Says who a registered hotkey is: one of the cast, or somebody who joined by themselves. */
export function whoIs(
  neuron: { hotkey: string; axon: unknown; validatorPermit: boolean },
  actors: readonly Actor[],
): Known {
  const actor = actors.find(({ hotkey }) => hotkey.ss58 === neuron.hotkey)
  if (actor) return actor
  return {
    name: `${neuron.hotkey.slice(0, 8)}…`,
    role: neuron.axon === null && neuron.validatorPermit ? 'validator' : 'miner',
    character: 'joined',
  }
}
