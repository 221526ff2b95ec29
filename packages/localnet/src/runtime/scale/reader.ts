import { localnetErrors } from '../../errors.ts'
import { bytesToHex } from './hex.ts'
import type { OuterTypes } from './type.ts'

/** How deep calls may be nested in calls, as in the real runtime (its decode depth limit). */
const maxDepth = 32

/** Reads SCALE bytes from the start on. Refuses what is cut short (SCALE_TRUNCATED) or not canonical (SCALE_INVALID). */
export class Reader {
  readonly outer: OuterTypes | undefined
  readonly bytes: Uint8Array
  at = 0
  depth = 0
  readonly #view: DataView

  constructor(bytes: Uint8Array, outer?: OuterTypes) {
    this.bytes = bytes
    this.outer = outer
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get left(): number {
    return this.bytes.length - this.at
  }

  #take(count: number): number {
    if (count > this.left) {
      throw localnetErrors.SCALE_TRUNCATED({ wanted: count, at: this.at, length: this.bytes.length })
    }
    const at = this.at
    this.at += count
    return at
  }

  invalid(type: string, reason: string): Error {
    return localnetErrors.SCALE_INVALID({ type, reason, at: this.at })
  }

  integer(size: 1 | 2 | 4, signed = false): number {
    const at = this.#take(size)
    if (size === 1) return signed ? this.#view.getInt8(at) : this.#view.getUint8(at)
    if (size === 2) return signed ? this.#view.getInt16(at, true) : this.#view.getUint16(at, true)
    return signed ? this.#view.getInt32(at, true) : this.#view.getUint32(at, true)
  }

  bigInteger(size: 8 | 16 | 32, signed = false): bigint {
    const at = this.#take(size)
    let value = 0n
    for (let word = size - 8; word >= 0; word -= 8) {
      value = (value << 64n) | this.#view.getBigUint64(at + word, true)
    }
    return signed ? BigInt.asIntN(size * 8, value) : value
  }

  compact(): bigint {
    const first = this.integer(1)
    const mode = first & 3
    if (mode === 0) return BigInt(first >> 2)
    this.at -= 1
    let value: bigint
    if (mode === 1) value = BigInt(this.integer(2) >>> 2)
    else if (mode === 2) value = BigInt(this.integer(4) >>> 2)
    else {
      this.at += 1
      const bytes = this.raw((first >> 2) + 4)
      value = 0n
      for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!)
      if (bytes[bytes.length - 1] === 0 || value < 1n << 30n) {
        throw this.invalid('compact', 'not the shortest form')
      }
      return value
    }
    if (value < (mode === 1 ? 64n : 16384n)) throw this.invalid('compact', 'not the shortest form')
    return value
  }

  /** A compact length, checked against what is left so that a forged one allocates nothing. */
  length(leastItemSize = 1): number {
    const value = this.compact()
    if (value * BigInt(leastItemSize) > BigInt(this.left)) {
      throw localnetErrors.SCALE_TRUNCATED({ wanted: value, at: this.at, length: this.bytes.length })
    }
    return Number(value)
  }

  /** `count` bytes, as a copy. */
  raw(count: number): Uint8Array {
    const at = this.#take(count)
    return this.bytes.slice(at, at + count)
  }

  hex(count: number): string {
    const at = this.#take(count)
    return bytesToHex(this.bytes.subarray(at, at + count))
  }

  /** Runs `body` one level deeper; refuses endless nesting. */
  nested<T>(body: () => T): T {
    if (++this.depth > maxDepth) throw this.invalid('call', `nested deeper than ${maxDepth}`)
    const value = body()
    this.depth--
    return value
  }
}
