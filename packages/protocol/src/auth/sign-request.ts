import { bytesToHex } from '@noble/hashes/utils.js'
import type { Clock } from '@subnetkit/core'
import type { Keypair } from '@subnetkit/wallet/keys'
import { buildPayload } from './build-payload.ts'
import { nextNonce } from './next-nonce.ts'

/** The request to sign, by whom and for whom. */
export interface SignRequestOptions {
  /** The sender's hotkey. */
  keypair: Keypair
  method: string
  /** The request target as it goes over the wire: path and query, percent-encoded. */
  path: string
  /** The raw body; empty by default. */
  body?: Uint8Array
  /** The receiver's hotkey. Servers refuse requests that are bound to nobody. */
  receiver?: string
  /** Default: a fresh one. Never reuse one, not even for a retry. */
  nonce?: bigint
  clock?: Clock
  /** Another implementation of SHA-256 (lower-case hex) for large bodies. */
  sha256?: (bytes: Uint8Array) => string
}

/**
 * The btauth/1 headers of one attempt.
 *
 * @throws AUTH_UNSIGNABLE when a field holds a line break or the nonce is out of range
 * @example
 * ```ts
 * import { signRequest } from '@subnetkit/protocol'
 * import { keypairFromUri } from '@subnetkit/wallet/keys'
 *
 * const headers = signRequest({
 *   keypair: keypairFromUri('//Alice'),
 *   method: 'POST',
 *   path: '/generate?stream=false',
 *   body: new TextEncoder().encode('{"prompt": "hello"}'),
 *   receiver: keypairFromUri('//Bob').ss58,
 * })
 * ```
 */
export function signRequest(options: SignRequestOptions): Record<string, string> {
  const { keypair, method, path, body, sha256 } = options
  const receiver = options.receiver || undefined
  const { scheme, ss58: sender } = keypair
  const nonce = options.nonce ?? nextNonce(options.clock)
  const payload = buildPayload({
    scheme,
    method,
    path,
    nonce,
    sender,
    ...(body === undefined ? {} : { body }),
    ...(receiver === undefined ? {} : { receiver }),
    ...(sha256 === undefined ? {} : { sha256 }),
  })
  return {
    'X-Bittensor-Version': '1',
    'X-Bittensor-Hotkey': sender,
    'X-Bittensor-Nonce': nonce.toString(),
    'X-Bittensor-Signature': `0x${bytesToHex(keypair.sign(payload))}`,
    ...(receiver === undefined ? {} : { 'X-Bittensor-Receiver': receiver }),
    // sr25519 is what a missing header means; it is never spelled out.
    ...(scheme === 'sr25519' ? {} : { 'X-Bittensor-Crypto': scheme }),
  }
}
