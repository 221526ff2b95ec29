import { setTimeout as sleep } from 'node:timers/promises'
import type { Character } from '@subnetkit/neuron'

/** Long beside any honest first token, short beside any deadline. */
const delayMs = 4_000

/** Does the work, late. */
export const slow: Character = {
  name: 'slow',
  class: 'less work',
  description: 'waits four seconds before it begins, as a machine with too many customers does',
  wrap: (next) =>
    async function* (call) {
      await sleep(delayMs, undefined, { signal: call.signal })
      return yield* next(call)
    },
}
