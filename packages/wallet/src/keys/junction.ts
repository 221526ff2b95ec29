import { blake2b } from '@noble/hashes/blake2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { walletErrors } from '../errors.ts'
import { sr25519DeriveKeypairHard, sr25519DeriveKeypairSoft } from './wasm.ts'

/** One step of a derivation path. */
export interface Junction {
  readonly hard: boolean
  /** 32 bytes. */
  readonly chainCode: Uint8Array
}

const scaleText = (text: string): Uint8Array => {
  const bytes = utf8ToBytes(text)
  const length = bytes.length
  const prefix =
    length < 64
      ? Uint8Array.of(length << 2)
      : length < 2 ** 14
        ? Uint8Array.of(((length << 2) | 1) & 255, length >> 6)
        : Uint8Array.from([0, 8, 16, 24], (shift) => ((length * 4 + 2) >>> shift) & 255)
  return concatBytes(prefix, bytes)
}

// Substrate takes a step for a number when Rust can parse it as u64, which allows a plus and leading zeros.
const chainCodeOf = (name: string): Uint8Array => {
  const chainCode = new Uint8Array(32)
  if (/^\+?\d+$/.test(name)) {
    const number = BigInt(name.replace('+', ''))
    if (number < 2n ** 64n) {
      new DataView(chainCode.buffer).setBigUint64(0, number, true)
      return chainCode
    }
  }
  const encoded = scaleText(name)
  if (encoded.length > 32) return blake2b(encoded, { dkLen: 32 })
  chainCode.set(encoded)
  return chainCode
}

/** Reads `//hard/soft…`. Source: sp-core, crypto.rs, DeriveJunction. */
export function parsePath(path: string): Junction[] {
  return [...path.matchAll(/\/(\/?)([^/]+)/g)].map(([, hard, name]) => ({
    hard: hard === '/',
    chainCode: chainCodeOf(name!),
  }))
}

/** Walks the path on an sr25519 pair of 96 bytes. */
export function deriveSr25519(pair: Uint8Array, path: readonly Junction[]): Uint8Array {
  return path.reduce(
    (from, { hard, chainCode }) =>
      (hard ? sr25519DeriveKeypairHard : sr25519DeriveKeypairSoft)(from, chainCode),
    pair,
  )
}

/** Walks the path on an ed25519 seed of 32 bytes. Throws KEY_URI_INVALID on a soft step. */
export function deriveEd25519(seed: Uint8Array, path: readonly Junction[]): Uint8Array {
  return path.reduce((from, { hard, chainCode }) => {
    if (!hard) throw walletErrors.KEY_URI_INVALID({ reason: 'ed25519 keys have hard steps (//) only' })
    return blake2b(concatBytes(scaleText('Ed25519HDKD'), from, chainCode), { dkLen: 32 })
  }, seed)
}
