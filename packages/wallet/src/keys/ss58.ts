import { blake2b } from '@noble/hashes/blake2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { base58 } from '@scure/base'
import { isSubnetkitError, type Ss58 } from '@subnetkit/core'
import { walletErrors } from '../errors.ts'

const bittensorPrefix = 42
const checksumContext = utf8ToBytes('SS58PRE')
// 2 bytes of prefix, 32 of key and 2 of checksum never need more; base58 takes quadratic time.
const longestText = 52

const checksum = (body: Uint8Array): Uint8Array =>
  blake2b(concatBytes(checksumContext, body), { dkLen: 64 }).subarray(0, 2)

const prefixBytes = (prefix: number): Uint8Array => {
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > 16_383) {
    throw walletErrors.KEY_INVALID({ reason: 'an ss58 prefix lies between 0 and 16383' })
  }
  if (prefix < 64) return Uint8Array.of(prefix)
  return Uint8Array.of(((prefix & 0xfc) >> 2) | 0x40, (prefix >> 8) | ((prefix & 3) << 6))
}

const readPrefix = (body: Uint8Array): { prefix: number; length: number } | undefined => {
  const [first = 0, second = 0] = body
  if (first < 64) return { prefix: first, length: 1 }
  if (first > 127) return undefined
  return { prefix: ((first & 0x3f) << 2) | (second >> 6) | ((second & 0x3f) << 8), length: 2 }
}

/**
 * Writes a 32-byte public key as an ss58 address.
 *
 * @throws KEY_INVALID when the key has not 32 bytes
 * @example
 * ```ts
 * import { encodeSs58, keypairFromUri } from '@subnetkit/wallet/keys'
 * encodeSs58(keypairFromUri('//Alice').publicKey) // '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
 * ```
 */
export function encodeSs58(publicKey: Uint8Array, prefix = bittensorPrefix): Ss58 {
  if (publicKey.length !== 32) {
    throw walletErrors.KEY_INVALID({ reason: `a public key has 32 bytes, this one ${publicKey.length}` })
  }
  const body = concatBytes(prefixBytes(prefix), publicKey)
  return base58.encode(concatBytes(body, checksum(body)))
}

/**
 * Reads the 32-byte public key of an ss58 address. Prefix 42 is required unless `anyPrefix` is set: one key has an
 * address under every prefix, so limits and lists keyed by the text need one spelling.
 *
 * @throws SS58_INVALID
 */
export function decodeSs58(text: string, options: { anyPrefix?: boolean } = {}): Uint8Array {
  // Only its beginning is shown: people paste seeds where an address belongs.
  const refuse = (reason: string) =>
    walletErrors.SS58_INVALID({ text: `${String(text).slice(0, 8)}…`, reason })
  if (typeof text !== 'string' || text.length > longestText || text.length < 46) throw refuse('wrong length')
  let bytes: Uint8Array
  try {
    bytes = base58.decode(text)
  } catch {
    throw refuse('it has characters that base58 does not know')
  }
  const found = readPrefix(bytes)
  if (!found || bytes.length !== found.length + 34) throw refuse('wrong length')
  const body = bytes.subarray(0, -2)
  const sum = checksum(body)
  if (sum[0] !== bytes.at(-2) || sum[1] !== bytes.at(-1)) throw refuse('the checksum does not match')
  if (found.prefix !== bittensorPrefix && !options.anyPrefix) throw refuse(`its prefix is ${found.prefix}`)
  const publicKey = body.slice(found.length)
  if (encodeSs58(publicKey, found.prefix) !== text) throw refuse('it is not in its canonical form')
  return publicKey
}

/** Whether `text` is an ss58 address with prefix 42. */
export function isSs58(text: string): text is Ss58 {
  try {
    decodeSs58(text)
    return true
  } catch (error) {
    if (isSubnetkitError(error, 'SS58_INVALID')) return false
    throw error
  }
}
