import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js'
import { concatBytes, randomBytes, utf8ToBytes } from '@noble/hashes/utils.js'

const prefix = utf8ToBytes('$NACL')
const nonceLength = 24
const tagLength = 16

/** Opens `$NACL`, nonce, XSalsa20-Poly1305 (the tag first, libsodium's easy form) with a key of 32 bytes. */
export function openSecretbox(data: Uint8Array, key: Uint8Array): Uint8Array | 'wrong' | 'malformed' {
  const body = data.subarray(prefix.length)
  if (body.length < nonceLength + tagLength) return 'malformed'
  try {
    return xsalsa20poly1305(key, body.subarray(0, nonceLength)).decrypt(body.subarray(nonceLength))
  } catch {
    return 'wrong'
  }
}

/** The opposite of `openSecretbox`; `nonce` is for tests. */
export function sealSecretbox(
  plain: Uint8Array,
  key: Uint8Array,
  nonce: Uint8Array = randomBytes(nonceLength),
): Uint8Array {
  return concatBytes(prefix, nonce, xsalsa20poly1305(key, nonce).encrypt(plain))
}
