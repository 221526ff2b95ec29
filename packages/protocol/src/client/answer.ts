import type { EventOf, ResponseOf, Route } from '../contract/route.ts'

/**
 * Why there is no answer.
 *
 * - `address-refused`: the address is none that a public network may name; nothing was sent
 * - `unreachable`: no connection, or it broke before a response began
 * - `timeout`: the deadline passed, whatever was under way
 * - `aborted`: the caller's own signal
 * - `refused`: 401, 403 or 429, the miner does not serve this caller (now)
 * - `status`: any other status than 200, redirects included
 * - `too-large`: more bytes, events or headers than the limit
 * - `malformed`: not what the contract says, broken off, or an error after streaming had begun
 */
export type FailureCode =
  | 'address-refused'
  | 'unreachable'
  | 'timeout'
  | 'aborted'
  | 'refused'
  | 'status'
  | 'too-large'
  | 'malformed'

/** No usable answer; `message` is short, printable and may quote the miner. */
export interface Failure {
  readonly failure: FailureCode
  readonly message: string
  /** The HTTP status, when one was received. */
  readonly status?: number
}

/** One event of a stream and when it was complete, in ms since `sentMs`. */
export interface ReceivedEvent<E> {
  readonly atMs: number
  readonly data: E
}

/** A complete answer that fits the contract. */
export interface Success<R> {
  readonly response: ResponseOf<R>
  readonly events: readonly ReceivedEvent<EventOf<R>>[]
  /** SHA-256 of the raw body as received (of a stream: all of it), hex. */
  readonly digest: string
}

/** When what happened to a request, and how many bytes came. */
export interface Timing {
  /** When the request was signed: unix time in ms. The other times are ms since then. */
  readonly sentMs: number
  /** When the response's status line and headers were there; null when they never were. */
  readonly firstByteMs: number | null
  /** When the outcome was known. */
  readonly doneMs: number
  /** Bytes of the body that were read. */
  readonly bytes: number
}

/** What became of one question. */
export interface Answer<R = Route> {
  readonly outcome: Success<R> | Failure
  readonly timing: Timing
}
