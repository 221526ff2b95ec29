import type { PastAnswer } from '@subnetkit/neuron'

/** Gives a past answer once more, events and all. */
export async function* replay(past: PastAnswer): AsyncGenerator<unknown, unknown, void> {
  yield* past.events
  return past.response
}
