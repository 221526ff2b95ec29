import type { IncomingMessage } from 'node:http'
import { type Clock, systemClock } from '@subnetkit/core'
import { protocolErrors } from '../errors.ts'

/** How many bytes of bodies are held in memory at a time, over all requests. */
export interface BodyMemory {
  used: number
  readonly max: number
}

export interface ReadBodyOptions {
  readonly max: number
  readonly seconds: number
  readonly memory?: BodyMemory
  readonly clock?: Clock
}

/** The caller hung up; there is nobody to answer. */
export class CallerGone extends Error {
  override readonly name = 'CallerGone'
}

// One for all: the reason of an abort that happens in every request, where a stack costs more than the rest.
const finished = new CallerGone()

/**
 * Reads the raw body. Memory stays charged until `release` is called.
 *
 * @throws BODY_TOO_LARGE, BODY_TIMEOUT, SERVER_BUSY (out of memory for bodies), `CallerGone`
 */
export function readBody(
  request: IncomingMessage,
  options: ReadBodyOptions,
): Promise<{ body: Buffer; release: () => void }> {
  const { max, seconds, memory, clock = systemClock } = options
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const done = new AbortController()
    const release = () => {
      if (memory) memory.used -= size
      size = 0
    }
    const settle = (finish: () => void) => {
      request.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose)
      done.abort(finished)
      finish()
    }
    const fail = (error: unknown) =>
      settle(() => {
        release()
        chunks.length = 0
        reject(error)
      })
    const onData = (chunk: Buffer) => {
      if (size + chunk.length > max) return fail(protocolErrors.BODY_TOO_LARGE({ max }))
      if (memory && memory.used + chunk.length > memory.max) return fail(protocolErrors.SERVER_BUSY())
      size += chunk.length
      if (memory) memory.used += chunk.length
      chunks.push(chunk)
    }
    const onEnd = () => settle(() => resolve({ body: Buffer.concat(chunks), release }))
    const onClose = () => fail(new CallerGone())

    if (Number(request.headers['content-length'] ?? 0) > max) {
      reject(protocolErrors.BODY_TOO_LARGE({ max }))
      return
    }
    request.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose)
    clock.sleep(seconds * 1_000, done.signal).then(
      () => fail(protocolErrors.BODY_TIMEOUT({ seconds })),
      () => undefined,
    )
  })
}

/**
 * Lets the rest of a refused body run into nothing, so that the caller, who may still be sending, gets to read the
 * answer; beyond `max` bytes the connection is cut.
 */
export function drain(request: IncomingMessage, max = 4_194_304): void {
  if (request.complete) return
  let seen = 0
  request.on('data', (chunk: Buffer) => {
    seen += chunk.length
    if (seen > max) request.destroy()
  })
}
