import { blake2b, twox, waitReady } from '@polkadot/wasm-crypto'
import { bytesToBinary } from './scale/hex.ts'

await waitReady()

const noKey = new Uint8Array()

/** Blake2b-256. */
export const blake2_256 = (data: Uint8Array): Uint8Array => blake2b(data, noKey, 32)
export const blake2_128 = (data: Uint8Array): Uint8Array => blake2b(data, noKey, 16)
export const blake2_64 = (data: Uint8Array): Uint8Array => blake2b(data, noKey, 8)
export const twox128 = (data: Uint8Array): Uint8Array => twox(data, 2)

/** How a map's key becomes part of a storage key; all of ours keep the key itself readable behind the hash. */
export interface Hasher {
  /** The name in metadata. */
  readonly name: 'Identity' | 'Twox64Concat' | 'Blake2128Concat'
  /** Bytes in front of the key. */
  readonly length: number
  /** The hashed key as a binary string. */
  hash(key: Uint8Array): string
}

/** The key as it is: for small numbers that nobody can choose freely. */
export const identity: Hasher = { name: 'Identity', length: 0, hash: bytesToBinary }

/** Fast, not secure: for keys that users cannot choose freely. */
export const twox64Concat: Hasher = {
  name: 'Twox64Concat',
  length: 8,
  hash: (key) => bytesToBinary(twox(key, 1)) + bytesToBinary(key),
}

/** Secure: for keys that users choose. */
export const blake2_128Concat: Hasher = {
  name: 'Blake2128Concat',
  length: 16,
  hash: (key) => bytesToBinary(blake2_128(key)) + bytesToBinary(key),
}

const encoder = new TextEncoder()

/** The first 32 bytes of every key of a storage item, as a binary string. */
export const storagePrefix = (pallet: string, item: string): string =>
  bytesToBinary(twox128(encoder.encode(pallet))) + bytesToBinary(twox128(encoder.encode(item)))
