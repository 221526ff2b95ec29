import type { Character } from '@subnetkit/neuron'
import { replay } from './replay.ts'
import { workOnce } from './work-once.ts'

/** How many peers it tries before it gives up on a question. */
const tries = 2

/**
 * Lets others work: relays the question to peers, signed with its own hotkey. A peer with a policy refuses it, as it has
 * no validator permit; then it sells what it has sold before, and works only when it has nothing at all.
 */
export const copier: Character = {
  name: 'copier',
  class: 'no work',
  description: "relays questions to other miners' axons; refused, it repeats old answers",
  wrap: (next, { peers, history, random }) => {
    const once = workOnce(next)
    return async function* (call) {
      for (const peer of random.shuffle(peers()).slice(0, tries)) {
        const stolen = await peer.ask(call)
        if (stolen) return yield* replay(stolen)
      }
      const old = history.filter(({ route }) => route === call.route)
      return yield* replay(old.length > 0 ? random.pick(old) : await once(call))
    }
  },
}
