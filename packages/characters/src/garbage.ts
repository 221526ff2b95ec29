import type { Character, CharacterTools, PastAnswer } from '@subnetkit/neuron'
import { replay } from './replay.ts'
import { workOnce } from './work-once.ts'

/** Up to here a text may be one of a few words that a contract knows, such as a reason or a kind. */
const keptLength = 8
/** What tells a file's format and measures stands at its beginning; with that kept, garbage gets past the first look. */
const keptBytes = 64
const letters = 'abcdefghijklmnopqrstuvwxyz '

/** A value of the same shape with nothing of its sense. */
export function scramble(value: unknown, random: CharacterTools['random']): unknown {
  if (typeof value === 'string') {
    if (value.length <= keptLength) return value
    return Array.from(value, () => letters[random.integer(letters.length)]).join('')
  }
  if (typeof value === 'number') {
    return Number.isInteger(value)
      ? random.integer(Math.min(2 ** 48, 2 * Math.abs(value) + 2))
      : (value * random.integer(2_001)) / 1_000
  }
  if (value instanceof Uint8Array) {
    const kept = value.subarray(0, keptBytes)
    return Buffer.concat([kept, random.bytes(value.length - kept.length)])
  }
  if (Array.isArray(value)) return value.map((item) => scramble(item, random))
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, scramble(item, random)]))
  }
  return value
}

/** Answers of the right shape, made of nothing. */
export const garbage: Character = {
  name: 'garbage',
  class: 'no work',
  description: 'fills the shape of an answer with random text, numbers and bytes',
  wrap: (next, { random }) => {
    const once = workOnce(next)
    return async function* (call) {
      const { events, response } = await once(call)
      const made = scramble({ events, response }, random) as Pick<PastAnswer, 'events' | 'response'>
      return yield* replay({ route: call.route, request: call.request, ...made })
    }
  },
}
