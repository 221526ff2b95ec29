import { ed25519 } from '@noble/curves/ed25519.js'
import type { Scheme } from './keypair.ts'
import { sr25519Verify } from './wasm.ts'

/** What to verify; `scheme` must come from configuration or the chain, never from the request itself. */
export interface VerifySignatureOptions {
  scheme: Scheme
  /** 32 bytes. */
  publicKey: Uint8Array
  message: Uint8Array
  /** 64 bytes. */
  signature: Uint8Array
}

/**
 * Whether `signature` is the key's signature over exactly `message`. False for anything malformed; never throws.
 *
 * Stricter than the Python SDK where it is lenient: no `<Bytes>` wrapping, no sr25519 identity key (anyone can sign
 * for it), no ed25519 keys of small order and no encodings that only ZIP-215 allows.
 */
export function verifySignature(options: VerifySignatureOptions): boolean {
  try {
    const { scheme, publicKey, message, signature } = options
    const areBytes = [publicKey, message, signature].every((bytes) => bytes instanceof Uint8Array)
    if (!areBytes || publicKey.length !== 32 || signature.length !== 64) return false
    if (scheme === 'sr25519') {
      // The identity is the one ristretto point whose encoding is all zeros.
      return publicKey.some((byte) => byte !== 0) && sr25519Verify(signature, message, publicKey)
    }
    return scheme === 'ed25519' && ed25519.verify(signature, message, publicKey, { zip215: false })
  } catch {
    return false
  }
}
