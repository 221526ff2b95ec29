import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'

/** Numbers that follow from a key alone: the same key gives the same sequence on every machine. */
export interface Random {
  /** `count` bytes. */
  bytes(count: number): Uint8Array
  /** An integer, 0 ≤ n < `below` ≤ 2^48, without bias. */
  integer(below: number): number
  /** A number in [0, 1) with 48 random bits. */
  fraction(): number
  /** One of `from`, which must not be empty. */
  pick<T>(from: readonly T[]): T
  /** A copy of `from` in random order. */
  shuffle<T>(from: readonly T[]): T[]
  /** An independent sequence for `label`, whatever has been drawn from this one. */
  derive(...label: readonly (string | number | bigint | Uint8Array)[]): Random
}

const span = 2 ** 48

const labelBytes = (part: string | number | bigint | Uint8Array): Uint8Array => {
  const bytes = part instanceof Uint8Array ? part : utf8ToBytes(String(part))
  // The length goes first so that ('ab', 'c') and ('a', 'bc') differ.
  return concatBytes(Uint8Array.of(bytes.length >>> 8, bytes.length & 255), bytes)
}

/**
 * A pseudo-random function of a key: SHA-256 over (key, counter). With a secret key nobody else can foresee it.
 *
 * @example
 * ```ts
 * import { seededRandom } from '@subnetkit/core'
 * const random = seededRandom('my seed').derive('epoch', 7)
 * random.integer(6) + 1
 * ```
 */
export function seededRandom(key: string | Uint8Array): Random {
  const root = sha256(key instanceof Uint8Array ? key : utf8ToBytes(key))
  let counter = 0
  let block = new Uint8Array(0)
  let used = 0

  const bytes = (count: number): Uint8Array => {
    const out = new Uint8Array(count)
    for (let filled = 0; filled < count; ) {
      if (used === block.length) {
        const number = new Uint8Array(8)
        new DataView(number.buffer).setBigUint64(0, BigInt(counter++))
        block = Uint8Array.from(sha256(concatBytes(root, number)))
        used = 0
      }
      const take = Math.min(count - filled, block.length - used)
      out.set(block.subarray(used, used + take), filled)
      used += take
      filled += take
    }
    return out
  }
  const raw48 = (): number => bytes(6).reduce((sum, byte) => sum * 256 + byte, 0)
  const integer = (below: number): number => {
    if (!Number.isInteger(below) || below < 1 || below > span) {
      throw new RangeError(`integer(below): below must be 1 … 2^48, got ${below}`)
    }
    const limit = span - (span % below)
    for (;;) {
      const value = raw48()
      if (value < limit) return value % below
    }
  }
  return {
    bytes,
    integer,
    fraction: () => raw48() / span,
    pick: (from) => {
      if (from.length === 0) throw new RangeError('pick(from): nothing to pick from')
      return from[integer(from.length)]!
    },
    shuffle: (from) => {
      const out = [...from]
      for (let i = out.length - 1; i > 0; i--) {
        const j = integer(i + 1)
        const swap = out[i]!
        out[i] = out[j]!
        out[j] = swap
      }
      return out
    },
    derive: (...label) => seededRandom(concatBytes(root, ...label.map(labelBytes))),
  }
}
