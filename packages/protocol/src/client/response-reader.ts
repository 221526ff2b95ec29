import type { BodyHeaders } from '../contract/body.ts'
import type { Route } from '../contract/route.ts'
import type { ReceivedEvent } from './answer.ts'
import { eventStreamReader, StreamFault } from './event-stream.ts'

/** Takes a response's body as it comes, and says in the end what was in it. */
export interface ResponseReader {
  push(chunk: Uint8Array): void
  end(): { response: unknown; events: readonly ReceivedEvent<unknown>[] }
}

/** Reads JSON events and the one response out of a stream. Throws StreamFault and BODY_INVALID. */
export function streamReader(options: {
  route: Route
  maxEvents: number
  elapsed: () => number
  onEvent: (event: ReceivedEvent<unknown>) => void
}): ResponseReader {
  const { route, maxEvents, elapsed, onEvent } = options
  const events: ReceivedEvent<unknown>[] = []
  let found: { response: unknown } | undefined
  const utf8 = new TextEncoder()
  const reader = eventStreamReader({
    maxMessages: maxEvents + 1,
    onMessage(name, data) {
      if (found)
        throw new StreamFault(name === 'response' ? 'a second response' : 'a message after the response')
      if (name === 'response') {
        found = { response: route.response.decode(utf8.encode(data)) }
      } else if (name === 'event' && route.events) {
        const event = { atMs: elapsed(), data: route.events.decode(utf8.encode(data)) }
        events.push(event)
        onEvent(event)
      } else {
        throw new StreamFault(name === 'error' ? `the miner gave up: ${data}` : 'an event of an unknown name')
      }
    },
  })
  return {
    push: reader.push,
    end() {
      reader.end()
      if (!found) throw new StreamFault('the stream has no response')
      return { response: found.response, events }
    },
  }
}

/** Collects a body that is decoded whole. Throws BODY_INVALID. */
export function wholeReader(route: Route, headers: BodyHeaders): ResponseReader {
  const chunks: Uint8Array[] = []
  return {
    push: (chunk: Uint8Array) => void chunks.push(chunk),
    end: () => ({ response: route.response.decode(Buffer.concat(chunks), headers), events: [] }),
  }
}
