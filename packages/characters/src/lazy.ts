import type { Character } from '@subnetkit/neuron'
import { replay } from './replay.ts'
import { workOnce } from './work-once.ts'

/** Works once a route, and answers everything else with that. */
export const lazy: Character = {
  name: 'lazy',
  class: 'no work',
  description: 'answers one question and gives that answer to all others',
  wrap: (next) => {
    const once = workOnce(next)
    return async function* (call) {
      return yield* replay(await once(call))
    }
  },
}
