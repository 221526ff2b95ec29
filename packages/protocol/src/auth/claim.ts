import { hexToBytes } from '@noble/hashes/utils.js'
import { decodeSs58, type Scheme, verifySignature } from '@subnetkit/wallet/keys'
import { authError, malformed } from './auth-error.ts'
import { buildPayload } from './build-payload.ts'
import type { NonceStore } from './nonce-store.ts'

/** Headers as an object, or as pairs in which a name may repeat (Node's `rawHeaders`, fetch's `Headers`). */
export type HeadersInput =
  | Iterable<readonly [string, string]>
  | Readonly<Record<string, string | readonly string[] | undefined>>

/** The scheme that a server trusts for a hotkey. Never taken from the request (SDK 11.3.2). */
export type ExpectedScheme = Scheme | ((hotkey: string) => Scheme)

/** What a request says of itself, well-formed but not yet proved. */
export interface Claim {
  readonly hotkey: string
  readonly nonce: bigint
  readonly scheme: Scheme
  readonly signature: string
  readonly receiver: string | undefined
}

const prefix = 'x-bittensor-'

const collect = (headers: HeadersInput): Map<string, string> => {
  const pairs: Iterable<readonly [string, string | readonly string[] | undefined]> =
    Symbol.iterator in headers ? (headers as Iterable<readonly [string, string]>) : Object.entries(headers)
  const found = new Map<string, string>()
  for (const [name, value] of pairs) {
    const lower = name.toLowerCase()
    if (value === undefined || !lower.startsWith(prefix)) continue
    const key = lower.slice(prefix.length)
    // Two values would let two readers see two requests.
    if (typeof value !== 'string' || found.has(key)) throw malformed('a header is there more than once')
    found.set(key, value)
  }
  return found
}

/** Names in any case and the SDK's numeric codes; only the canonical name ever enters the payload. */
const readScheme = (text: string): Scheme => {
  const name = text.trim().toLowerCase()
  if (name === 'sr25519' || /^0*1$/.test(name)) return 'sr25519'
  if (name === 'ed25519' || /^0+$/.test(name)) return 'ed25519'
  throw malformed('the scheme is not sr25519 or ed25519')
}

/** Steps 1 to 6 of verification: shape, scheme and receiver. Costs nothing dear. */
export function readClaim(options: {
  headers: HeadersInput
  selfHotkey: string
  expectedScheme: ExpectedScheme
  requireReceiver: boolean
}): Claim {
  const headers = collect(options.headers)
  if (headers.get('version') !== '1') throw malformed('the version is not 1')
  const hotkey = headers.get('hotkey')
  if (!hotkey) throw malformed('the hotkey is missing')
  const nonce = headers.get('nonce')
  if (nonce === undefined) throw malformed('the nonce is missing')
  // Python's int() takes more spellings; signers only ever write this one.
  if (!/^(?:0|[1-9][0-9]{0,19})$/.test(nonce)) throw malformed('the nonce is not a plain decimal number')
  const scheme = readScheme(headers.get('crypto') ?? 'sr25519')
  const { expectedScheme } = options
  const expected = typeof expectedScheme === 'function' ? expectedScheme(hotkey) : expectedScheme
  if (expected !== 'sr25519' && expected !== 'ed25519') {
    throw authError('AUTH_MISCONFIGURED', { reason: 'expectedScheme is neither sr25519 nor ed25519' })
  }
  if (scheme !== expected) throw authError('AUTH_BAD_SIGNATURE')
  const signature = headers.get('signature')
  if (signature === undefined) throw malformed('the signature is missing')
  if (!/^(?:0x)?(?:[0-9a-fA-F]{2})*$/.test(signature)) throw malformed('the signature is not hexadecimal')
  const receiver = headers.get('receiver')
  if (receiver === undefined ? options.requireReceiver : receiver !== options.selfHotkey) {
    throw authError('AUTH_WRONG_RECEIVER')
  }
  return { hotkey, nonce: BigInt(nonce), scheme, signature, receiver }
}

/** Step 7: the nonce lies in the window; both edges are in. */
export function checkFreshness(
  claim: Claim,
  options: { nowNs: bigint; maxAgeSeconds: number; allowedSkewSeconds: number },
): void {
  const nanoseconds = (seconds: number): bigint => BigInt(Math.round(seconds * 1e9))
  const age = options.nowNs - claim.nonce
  const late = age - nanoseconds(options.maxAgeSeconds)
  const early = -age - nanoseconds(options.allowedSkewSeconds)
  if (late <= 0n && early <= 0n) return
  const side = late > 0n ? 'behind' : 'ahead of'
  throw authError('AUTH_STALE', { side, seconds: (Number(late > 0n ? late : early) / 1e9).toFixed(3) })
}

/** Step 8: the signature over what was received, under the trusted scheme only. */
export function checkSignature(
  claim: Claim,
  request: { method: string; path: string; body: Uint8Array; sha256?: (bytes: Uint8Array) => string },
): void {
  let publicKey: Uint8Array
  try {
    publicKey = decodeSs58(claim.hotkey)
  } catch {
    throw malformed('the hotkey is not an ss58 address with prefix 42')
  }
  const hex = claim.signature.startsWith('0x') ? claim.signature.slice(2) : claim.signature
  if (hex.length !== 128) throw malformed('the signature has not 64 bytes')
  const message = buildPayload({
    scheme: claim.scheme,
    nonce: claim.nonce,
    sender: claim.hotkey,
    ...(claim.receiver === undefined ? {} : { receiver: claim.receiver }),
    ...request,
  })
  if (!verifySignature({ scheme: claim.scheme, publicKey, message, signature: hexToBytes(hex) })) {
    throw authError('AUTH_BAD_SIGNATURE')
  }
}

/** Throws AUTH_MISCONFIGURED when the store forgets pairs that are still inside the window. */
export function assertRetention(
  store: NonceStore,
  options: { maxAgeSeconds: number; allowedSkewSeconds: number },
): void {
  const { retentionSeconds } = store
  if (retentionSeconds === undefined) return
  if (options.maxAgeSeconds + options.allowedSkewSeconds > retentionSeconds) {
    const reason = 'the nonce store forgets sooner than maxAgeSeconds + allowedSkewSeconds'
    throw authError('AUTH_MISCONFIGURED', { reason })
  }
}

/** Step 9: the pair is new. Only after the signature, so that nobody spends another's nonces. */
export async function spendNonce(claim: Claim, store: NonceStore): Promise<void> {
  if (!(await store.checkAndStore(claim.hotkey, claim.nonce))) throw authError('AUTH_REPLAYED')
}
