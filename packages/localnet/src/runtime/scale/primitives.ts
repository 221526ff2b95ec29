import type { Reader } from './reader.ts'
import type { PrimitiveName, Ty } from './type.ts'
import type { Writer } from './writer.ts'

const primitive = <T>(
  tag: PrimitiveName,
  leastSize: number,
  write: (value: T, writer: Writer) => void,
  read: (reader: Reader) => T,
): Ty<T> => ({
  write,
  read,
  leastSize,
  structural: true,
  describe: () => ({ path: [], params: [], def: { tag: 'primitive', value: { tag, value: undefined } } }),
})

const small = (tag: PrimitiveName, size: 1 | 2 | 4, signed = false): Ty<number> =>
  primitive(
    tag,
    size,
    (value, writer) => writer.integer(value, size, signed),
    (reader) => reader.integer(size, signed),
  )

const large = (tag: PrimitiveName, size: 8 | 16 | 32, signed = false): Ty<bigint> =>
  primitive(
    tag,
    size,
    (value, writer) => writer.bigInteger(value, size, signed),
    (reader) => reader.bigInteger(size, signed),
  )

/** An unsigned integer of 8 bits, little-endian. */
export const u8 = small('u8', 1)
/** An unsigned integer of 16 bits, little-endian. */
export const u16 = small('u16', 2)
/** An unsigned integer of 32 bits, little-endian. */
export const u32 = small('u32', 4)
/** An unsigned integer of 64 bits, little-endian. */
export const u64 = large('u64', 8)
/** An unsigned integer of 128 bits, little-endian. */
export const u128 = large('u128', 16)
/** A signed integer of 8 bits, little-endian. */
export const i8 = small('i8', 1, true)
/** A signed integer of 16 bits, little-endian. */
export const i16 = small('i16', 2, true)
/** A signed integer of 32 bits, little-endian. */
export const i32 = small('i32', 4, true)
/** A signed integer of 64 bits, little-endian. */
export const i64 = large('i64', 8, true)
/** A signed integer of 128 bits, little-endian. */
export const i128 = large('i128', 16, true)

/** A boolean: one byte. */
export const bool: Ty<boolean> = primitive(
  'bool',
  1,
  (value, writer) => writer.integer(value ? 1 : 0, 1),
  (reader) => {
    const byte = reader.integer(1)
    if (byte > 1) throw reader.invalid('bool', `byte ${byte}`)
    return byte === 1
  },
)

/** Rust's `str` / `String`. */
export const text: Ty<string> = primitive(
  'str',
  1,
  (value, writer) => {
    const bytes = new TextEncoder().encode(value)
    writer.compact(bytes.length)
    writer.raw(bytes)
  },
  (reader) => {
    const bytes = reader.raw(reader.length())
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch {
      throw reader.invalid('str', 'not UTF-8')
    }
  },
)
