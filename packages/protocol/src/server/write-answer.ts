import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { isSubnetkitError } from '@subnetkit/core'
import type { Body, BodyHeaders } from '../contract/body.ts'
import type { Route } from '../contract/route.ts'
import { protocolErrors } from '../errors.ts'
import { limitsOf } from '../limits.ts'
import { sendWhole } from './respond.ts'

type Produced = Promise<unknown> | AsyncGenerator<unknown, unknown, void>

/** Rejects with the signal's reason once it aborts. */
const whenAborted = (signal: AbortSignal): Promise<never> => {
  const aborted = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  // It is raced against again and again, or not at all.
  aborted.catch(() => undefined)
  return aborted
}

const checked = (body: Body<unknown>, value: unknown): Uint8Array => checkedWhole(body, value).encoded

const checkedWhole = (body: Body<unknown>, value: unknown): { encoded: Uint8Array; headers: BodyHeaders } => {
  try {
    const encoded = body.encode(value)
    return { encoded, headers: body.headers?.(value, encoded) ?? {} }
  } catch (cause) {
    throw protocolErrors.RESPONSE_INVALID({}, { cause })
  }
}

/** What a handler may say no with. */
const isRefusal = (error: unknown): boolean =>
  isSubnetkitError(error, 'BODY_INVALID') || isSubnetkitError(error, 'RESOURCE_NOT_FOUND')

const frame = (name: 'event' | 'response' | 'error', data: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(`event: ${name}\ndata: `), data, Buffer.from('\n\n')])

/**
 * Runs what a handler returned and writes it: one body, or events and then one response. Returns the bytes written.
 * Before the first byte errors are thrown; once events have been sent they become an `error` event and are thrown too.
 * Whatever the handler itself throws is HANDLER_FAILED, so that a caller never learns its inside; but BODY_INVALID, with
 * which it refuses what no schema can tell, such as a text of too many tokens, and RESOURCE_NOT_FOUND, for what the path
 * names and this miner has not.
 *
 * @throws HANDLER_FAILED, BODY_INVALID, RESOURCE_NOT_FOUND, RESPONSE_INVALID, RESPONSE_TOO_LARGE, or the signal's reason
 */
export async function writeAnswer(options: {
  route: Route
  produced: Produced
  response: ServerResponse
  signal: AbortSignal
}): Promise<number> {
  const { route, produced, response, signal } = options
  const { responseBytes: max } = limitsOf(route)
  const aborted = whenAborted(signal)
  const fromHandler = async <T>(made: Promise<T>): Promise<T> => {
    try {
      return await Promise.race([made, aborted])
    } catch (cause) {
      if (signal.aborted) throw signal.reason
      throw isRefusal(cause) ? cause : protocolErrors.HANDLER_FAILED({}, { cause })
    }
  }
  const streams = Symbol.asyncIterator in produced

  if (route.events === undefined) {
    if (streams) throw protocolErrors.RESPONSE_INVALID()
    const { encoded, headers } = checkedWhole(route.response, await fromHandler(produced))
    if (encoded.length > max) throw protocolErrors.RESPONSE_TOO_LARGE({ max })
    sendWhole(response, 200, route.response.contentType, encoded, headers)
    return encoded.length
  }

  let written = 0
  const write = async (chunk: Buffer): Promise<void> => {
    if (written + chunk.length > max) throw protocolErrors.RESPONSE_TOO_LARGE({ max })
    if (!response.headersSent) {
      response.writeHead(200, {
        'content-type': route.events?.contentType,
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      })
    }
    written += chunk.length
    if (response.write(chunk)) return
    // A caller who reads slowly slows the handler down; its time limit bounds that.
    await Promise.race([once(response, 'drain'), aborted])
  }
  try {
    for (;;) {
      const step = streams
        ? await fromHandler(produced.next())
        : { done: true, value: await fromHandler(produced) }
      if (step.done) {
        await write(frame('response', checked(route.response, step.value)))
        response.end()
        return written
      }
      await write(frame('event', checked(route.events, step.value)))
    }
  } catch (error) {
    if (response.headersSent && isSubnetkitError(error)) {
      const { code, message } = error
      response.end(frame('error', Buffer.from(JSON.stringify({ code, message }))))
    }
    throw error
  }
}
