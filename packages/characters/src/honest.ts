import type { Character } from '@subnetkit/neuron'

/** Does the work. */
export const honest: Character = {
  name: 'honest',
  class: 'honest',
  description: 'does the work as it is asked',
}
