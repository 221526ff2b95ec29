import type { Character, PastAnswer } from '@subnetkit/neuron'
import { replay } from './replay.ts'

/** What the sybils of this process work on or have answered last, by subnet and route: their shared memory. */
const shared = new Map<string, Promise<PastAnswer>>()

/** One machine behind several hotkeys: two answers for each computation. */
export const sybil: Character = {
  name: 'sybil',
  class: 'less work',
  description: 'shares one computation with the other sybils: every second answer is what another gives',
  wrap: (next, { netuid }) =>
    async function* (call) {
      const key = `${netuid} ${call.route}`
      const found = shared.get(key)
      if (found) {
        shared.delete(key)
        return yield* replay(await found)
      }
      let settle: { resolve(answer: PastAnswer): void; reject(error: Error): void }
      const answer = new Promise<PastAnswer>((resolve, reject) => {
        settle = { resolve, reject }
      })
      // Nobody may be waiting for it.
      answer.catch(() => {})
      shared.set(key, answer)
      let isDone = false
      try {
        const events: unknown[] = []
        const work = next(call)
        let step = await work.next()
        for (; !step.done; step = await work.next()) {
          events.push(step.value)
          yield step.value
        }
        isDone = true
        settle!.resolve({ route: call.route, request: call.request, events, response: step.value })
        return step.value
      } finally {
        // It failed, or the caller hung up: nobody may wait for it.
        if (!isDone) {
          settle!.reject(new Error('the work was given up'))
          if (shared.get(key) === answer) shared.delete(key)
        }
      }
    },
}
