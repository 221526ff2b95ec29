import { createHash } from 'node:crypto'
import type { Clock } from '@subnetkit/core'
import type { Keypair } from '@subnetkit/wallet/keys'
import type { Agent, Dispatcher } from 'undici'
import { signRequest } from '../auth/sign-request.ts'
import type { BodyHeaders } from '../contract/body.ts'
import { mediaTypesOf } from '../contract/media-types.ts'
import { plainHeaders } from '../contract/plain-headers.ts'
import type { Route } from '../contract/route.ts'
import { limitsOf } from '../limits.ts'
import type { Failure, ReceivedEvent, Success, Timing } from './answer.ts'
import { AskFailure, failureOf } from './ask-failure.ts'
import { axonOrigin } from './axon-origin.ts'
import { onAbort } from './on-abort.ts'
import { streamReader, wholeReader } from './response-reader.ts'

/** One call, prepared: nothing in it can fail any more on the caller's own account. */
export interface Exchange {
  readonly agent: Agent
  readonly keypair: Keypair
  readonly clock: Clock
  readonly allowLocal: boolean
  readonly maxResponseBytes: number
  readonly maxEvents: number
  readonly route: Route
  readonly path: string
  readonly body: Uint8Array
  /** What the codec wants beside the body. */
  readonly bodyHeaders: BodyHeaders
  readonly axon: { readonly url: string; readonly hotkey: string }
  readonly deadlineMs: number
  readonly signals: readonly AbortSignal[]
  readonly onEvent: (event: ReceivedEvent<unknown>) => void
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const single = (value: string | string[] | undefined): string | undefined => {
  if (Array.isArray(value)) throw new AskFailure('malformed', 'a header of the response is there twice')
  return value
}

const mediaType = (headers: Dispatcher.ResponseData['headers']): string =>
  (single(headers['content-type']) ?? '').split(';')[0]!.trim().toLowerCase()

// One for all: every call aborts its signal in the end.
const over = new AskFailure('aborted', 'done')

/** Runs one call. Never rejects: whatever a miner does becomes an outcome. */
export async function runExchange(
  exchange: Exchange,
): Promise<{ outcome: Success<Route> | Failure; timing: Timing }> {
  const { agent, keypair, clock, route, path, body, axon, deadlineMs, signals, maxEvents, onEvent } = exchange
  const { method } = route
  const stop = new AbortController()
  const fail = (failure: AskFailure) => stop.abort(failure)
  const onSignal = () => {
    const reason: unknown = signals.find(({ aborted }) => aborted)?.reason
    const timedOut = reason instanceof Error && reason.name === 'TimeoutError'
    fail(timedOut ? new AskFailure('timeout', 'the deadline passed') : new AskFailure('aborted', 'aborted'))
  }
  const stopped = new Promise<never>((_, reject) => {
    stop.signal.addEventListener('abort', () => reject(stop.signal.reason), { once: true })
  })
  stopped.catch(() => undefined)
  const watched = signals.map((signal) => onAbort(signal, onSignal))
  // undici does not give up while connecting, so everything races.
  const race = <T>(pending: Promise<T>): Promise<T> => Promise.race([pending, stopped])

  const sentMs = clock.nowMs()
  const startMs = clock.monotonicMs()
  const elapsed = () => clock.monotonicMs() - startMs
  let firstByteMs: number | null = null
  let bytes = 0
  let received: Dispatcher.ResponseData | undefined

  const call = async (): Promise<Success<Route>> => {
    clock.sleep(deadlineMs, stop.signal).then(
      () => fail(new AskFailure('timeout', `no complete answer within ${Math.round(deadlineMs)} ms`)),
      () => undefined,
    )
    stop.signal.throwIfAborted()
    const origin = axonOrigin(axon.url, exchange.allowLocal)
    const posts = method === 'POST'
    const headers = {
      accept: mediaTypesOf(route.events ?? route.response).join(', '),
      ...(posts ? { 'content-type': route.request.contentType, ...exchange.bodyHeaders } : {}),
      ...(route.auth === 'signed'
        ? signRequest({ keypair, method, path, body, receiver: axon.hotkey, clock, sha256 })
        : {}),
    }
    received = await race(
      agent.request({ origin, path, method, headers, body: posts ? body : null, signal: stop.signal }),
    )
    firstByteMs = elapsed()
    const { statusCode, headers: answered } = received
    const max = Math.min(exchange.maxResponseBytes, limitsOf(route).responseBytes)
    const read = async (limit: number, push: (chunk: Uint8Array) => void): Promise<void> => {
      const chunks: AsyncIterator<Uint8Array> = received!.body[Symbol.asyncIterator]()
      for (;;) {
        const { done, value } = await race(chunks.next())
        if (done) return
        bytes += value.length
        if (bytes > limit) throw new AskFailure('too-large', `more than ${limit} bytes`, statusCode)
        push(value)
      }
    }
    if (statusCode !== 200) {
      const said: Uint8Array[] = []
      // A few bytes for the message; that a miner says more than that changes nothing.
      await read(4_096, (chunk) => said.push(chunk)).catch((error) => {
        if (stop.signal.aborted) throw error
      })
      const code = /"code":\s*"([A-Z_]{1,40})"/.exec(Buffer.concat(said).toString('latin1'))?.[1]
      const kind = [401, 403, 429].includes(statusCode) ? 'refused' : 'status'
      throw new AskFailure(kind, `status ${statusCode}${code ? ` ${code}` : ''}`, statusCode)
    }
    const expected = mediaTypesOf(route.events ?? route.response)
    if (!expected.includes(mediaType(answered)))
      throw new AskFailure('malformed', `the content type is not ${expected.join(' or ')}`)
    if ((single(answered['content-encoding']) ?? 'identity') !== 'identity') {
      throw new AskFailure('malformed', 'the response is compressed')
    }
    if (Number(single(answered['content-length']) ?? 0) > max) {
      throw new AskFailure('too-large', `more than ${max} bytes`, statusCode)
    }
    const hash = createHash('sha256')
    const reader = route.events
      ? streamReader({ route, maxEvents, elapsed, onEvent })
      : wholeReader(route, plainHeaders(answered))
    await read(max, (chunk) => {
      hash.update(chunk)
      reader.push(chunk)
    })
    return { ...reader.end(), digest: hash.digest('hex') } as Success<Route>
  }

  let outcome: Success<Route> | Failure
  try {
    outcome = await call()
  } catch (error) {
    const responded = received !== undefined
    outcome = failureOf(error, responded)
    if (received && outcome.status === undefined) outcome = { ...outcome, status: received.statusCode }
  }
  const doneMs = elapsed()
  for (const forget of watched) forget()
  // Ends the sleep, and cuts the connection of an answer that was not read to its end.
  stop.abort(over)
  received?.body.on('error', () => undefined).destroy()
  return { outcome, timing: { sentMs, firstByteMs, doneMs, bytes } }
}
