import type { Character } from '@subnetkit/neuron'
import { replay } from './replay.ts'

/** Works once a route, and answers everything else with that. */
export const lazy: Character = {
  name: 'lazy',
  class: 'no work',
  description: 'answers one question and gives that answer to all others',
  wrap: (next, { history }) =>
    async function* (call) {
      const first = history.find(({ route }) => route === call.route)
      return yield* first ? replay(first) : next(call)
    },
}
