import { type Clock, systemClock } from '@subnetkit/core'
import type { Scheme } from '@subnetkit/wallet/keys'
import { authDefaults } from './auth-defaults.ts'
import {
  assertRetention,
  checkFreshness,
  checkSignature,
  type ExpectedScheme,
  type HeadersInput,
  readClaim,
  spendNonce,
} from './claim.ts'
import type { NonceStore } from './nonce-store.ts'

/** The request to verify, and what this server accepts. */
export interface VerifyRequestOptions {
  /** Pass Node's raw pairs rather than its joined object, so that duplicates are seen. */
  headers: HeadersInput
  method: string
  /** The request target as received (`originalUrl` in express). */
  path: string
  /** The raw body as received. */
  body: Uint8Array
  /** The hotkey of this server, ss58 with prefix 42. */
  selfHotkey: string
  /** The scheme trusted for the sender, from configuration or the chain; required since SDK 11.3.2. */
  expectedScheme: ExpectedScheme
  nonceStore: NonceStore
  /** Unix time in nanoseconds. Default: the clock. */
  nowNs?: bigint
  /** How old a nonce may be. Default 10. */
  maxAgeSeconds?: number
  /** How far ahead a nonce may be. Default 2. */
  allowedSkewSeconds?: number
  /** Whether a request that names no receiver is refused. Default true. */
  requireReceiver?: boolean
  clock?: Clock
  /** Another implementation of SHA-256 (lower-case hex) for large bodies. */
  sha256?: (bytes: Uint8Array) => string
}

/** Who sent a request, proved. */
export interface VerifiedCaller {
  /** ss58 with prefix 42: one text a key, fit for limits and lists. */
  readonly hotkey: string
  readonly nonce: bigint
  readonly scheme: Scheme
}

/**
 * Verifies a btauth/1 request in the protocol's order: shape, scheme, signature's form, receiver, freshness, signature,
 * replay. Stricter than the Python SDK where that costs no honest sender anything: one spelling of a nonce, addresses
 * with prefix 42 only, no repeated headers, no weak keys.
 *
 * @throws AUTH_MALFORMED, AUTH_WRONG_RECEIVER, AUTH_STALE, AUTH_REPLAYED, AUTH_BAD_SIGNATURE (answer all with 401);
 * AUTH_STORE_FULL (503); AUTH_MISCONFIGURED. `error.details.protocolName` is the SDK's class name.
 * @example
 * ```ts
 * import { memoryNonceStore, verifyRequest } from '@subnetkit/protocol'
 *
 * const nonceStore = memoryNonceStore()
 * const caller = await verifyRequest({
 *   headers, method: 'POST', path: request.url, body, selfHotkey, expectedScheme: 'sr25519', nonceStore,
 * })
 * ```
 */
export async function verifyRequest(options: VerifyRequestOptions): Promise<VerifiedCaller> {
  const { headers, method, path, body, selfHotkey, expectedScheme, nonceStore, sha256 } = options
  const window = {
    maxAgeSeconds: options.maxAgeSeconds ?? authDefaults.maxAgeSeconds,
    allowedSkewSeconds: options.allowedSkewSeconds ?? authDefaults.allowedSkewSeconds,
  }
  const requireReceiver = options.requireReceiver ?? authDefaults.requireReceiver
  const nowNs = options.nowNs ?? (options.clock ?? systemClock).nowNs()
  const claim = readClaim({ headers, selfHotkey, expectedScheme, requireReceiver })
  checkFreshness(claim, { nowNs, ...window })
  checkSignature(claim, { method, path, body, ...(sha256 === undefined ? {} : { sha256 }) })
  assertRetention(nonceStore, window)
  await spendNonce(claim, nonceStore)
  return { hotkey: claim.hotkey, nonce: claim.nonce, scheme: claim.scheme }
}
