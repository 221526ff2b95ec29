import type { Clock } from '@subnetkit/core'
import type { Scheme } from '@subnetkit/wallet/keys'
import type { NonceStore } from '../auth/nonce-store.ts'
import type { Policy } from './admission.ts'
import type { CallerDirectory } from './caller.ts'
import type { AnyHandler } from './handlers.ts'

/** What one server may take, over all routes. Every one has a default. */
export interface ServeLimits {
  /** Calls at a time. Default 256. */
  readonly concurrency?: number
  /** Calls at a time of one hotkey (on public routes, of one address). Default 16. */
  readonly perCaller?: number
  /** Requests of one address that could not be verified: a token bucket. Default 50 a second, 500 at once. */
  readonly address?: { readonly perSecond: number; readonly burst: number }
  /** Bodies held in memory at a time, in bytes. Default 64 MiB. */
  readonly bufferedBytes?: number
  /** How long a body may take to arrive. Default 10. */
  readonly bodySeconds?: number
}

/** What became of one request; for logs and metrics. */
export interface RequestReport {
  readonly route: string
  readonly address: string
  /** The verified hotkey; undefined when there is none. */
  readonly hotkey: string | undefined
  /** 0 when the caller hung up before an answer. */
  readonly status: number
  /** The code of the error, if any. */
  readonly code: string | undefined
  /** From the request's headers to the end of the answer. */
  readonly ms: number
  readonly bytesIn: number
  readonly bytesOut: number
  /** What a handler threw, or why the answer was refused. For the operator's log only. */
  readonly cause: unknown
}

/** Who may call, and how much, when a contract is served. */
export interface ServeOptions {
  /** The hotkey that callers sign for. */
  readonly hotkey: string
  /** Who is registered; needed only by signed routes, and kept fresh by somebody else. */
  readonly directory: CallerDirectory
  readonly policy?: Policy
  /** Default: in memory. Several processes that share a hotkey need one shared store. */
  readonly nonceStore?: NonceStore
  /** The scheme trusted for a hotkey. Default: sr25519 for all. */
  readonly expectedScheme?: (hotkey: string) => Scheme
  /** The window of nonces in seconds. Default 10 back, 2 ahead. */
  readonly window?: { readonly maxAgeSeconds?: number; readonly allowedSkewSeconds?: number }
  /**
   * Also serves signed routes to programs on this machine that do not sign, as `anonymous`: both ends of the connection
   * and the Host are loopback, and no browser page or proxy stands behind it. Whoever does sign is checked as ever.
   * Default false.
   */
  readonly unsigned?: boolean
  readonly limits?: ServeLimits
  readonly clock?: Clock
  readonly onRequest?: (report: RequestReport) => void
  /** Middleware round every handler, for example how a local miner misbehaves. */
  readonly wrap?: (handler: AnyHandler, route: string) => AnyHandler
}
