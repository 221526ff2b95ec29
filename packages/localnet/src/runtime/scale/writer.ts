import { localnetErrors } from '../../errors.ts'
import { hexToBytes } from './hex.ts'
import type { OuterTypes } from './type.ts'

/** Collects SCALE bytes. Every method refuses values that do not fit (SCALE_VALUE). */
export class Writer {
  outer: OuterTypes | undefined
  #bytes = new Uint8Array(128)
  #view = new DataView(this.#bytes.buffer)
  #length = 0

  constructor(outer?: OuterTypes) {
    this.outer = outer
  }

  /** The bytes written so far, as a copy. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length)
  }

  /** Forgets what was written and keeps the room for it. */
  reset(outer?: OuterTypes): void {
    this.outer = outer
    this.#length = 0
  }

  #room(count: number): number {
    const at = this.#length
    this.#length += count
    if (this.#length > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(this.#length, this.#bytes.length * 2))
      grown.set(this.#bytes)
      this.#bytes = grown
      this.#view = new DataView(grown.buffer)
    }
    return at
  }

  /** An integer of `size` bytes (1, 2 or 4), little-endian; negative values in two's complement. */
  integer(value: number, size: 1 | 2 | 4, signed = false): void {
    const low = signed ? -(2 ** (size * 8 - 1)) : 0
    if (!Number.isInteger(value) || value < low || value >= low + 2 ** (size * 8)) {
      throw localnetErrors.SCALE_VALUE({ value: String(value), type: `${signed ? 'i' : 'u'}${size * 8}` })
    }
    const at = this.#room(size)
    if (size === 1) this.#view.setUint8(at, value)
    else if (size === 2) this.#view.setUint16(at, value, true)
    else this.#view.setUint32(at, value, true)
  }

  /** A big integer of `size` bytes (8, 16 or 32), little-endian; negative values in two's complement. */
  bigInteger(value: bigint, size: 8 | 16 | 32, signed = false): void {
    const bits = BigInt(size * 8)
    const low = signed ? -(1n << (bits - 1n)) : 0n
    if (typeof value !== 'bigint' || value < low || value >= low + (1n << bits)) {
      throw localnetErrors.SCALE_VALUE({ value: String(value), type: `${signed ? 'i' : 'u'}${size * 8}` })
    }
    const at = this.#room(size)
    for (let word = 0; word < size; word += 8) {
      this.#view.setBigUint64(at + word, BigInt.asUintN(64, value >> BigInt(word * 8)), true)
    }
  }

  /** A compact integer: 1, 2, 4 or more bytes, as small as the value allows. */
  compact(value: number | bigint): void {
    const big = BigInt(value)
    if (big < 0n || big >= 1n << 536n) {
      throw localnetErrors.SCALE_VALUE({ value: String(value), type: 'compact' })
    }
    if (big < 1n << 30n) {
      const small = Number(big)
      if (small < 64) this.integer(small * 4, 1)
      else if (small < 16384) this.integer(small * 4 + 1, 2)
      else this.integer(small * 4 + 2, 4)
      return
    }
    const bytes: number[] = []
    for (let rest = big; rest > 0n; rest >>= 8n) bytes.push(Number(rest & 255n))
    while (bytes.length < 4) bytes.push(0)
    this.integer((bytes.length - 4) * 4 + 3, 1)
    this.raw(Uint8Array.from(bytes))
  }

  raw(bytes: Uint8Array): void {
    // Room first: it may replace the buffer.
    const at = this.#room(bytes.length)
    this.#bytes.set(bytes, at)
  }

  /** A 0x-hex string of exactly `length` bytes. */
  hex(text: string, length: number): void {
    if (typeof text !== 'string' || text.length !== length * 2 + 2) {
      throw localnetErrors.SCALE_VALUE({
        value: String(text).slice(0, 80),
        type: `0x-hex of ${length} bytes`,
      })
    }
    this.raw(hexToBytes(text))
  }
}
