import { bytesOf, type Datatype } from './datatype.ts'
import { limits } from './limits.ts'
import { refuse } from './refuse.ts'

/** A tensor as it goes over the wire. */
export interface Tensor {
  readonly name: string
  readonly datatype: Datatype
  readonly shape: readonly number[]
  /** Row by row, little-endian; BYTES has four bytes of length before each element. */
  readonly data: Uint8Array
  /** Whether it goes (or came) as raw bytes after the JSON, or as JSON. */
  readonly binary: boolean
}

/**
 * The number of elements of a shape, checked before anything is made for them.
 *
 * @throws BODY_INVALID for a dimension that is no whole number above 0, and for more than may be
 */
export function elementsOf(name: string, shape: readonly unknown[]): number {
  if (shape.length > limits.rank) throw refuse(`"${name}" has more than ${limits.rank} dimensions`)
  let count = 1
  for (const size of shape) {
    if (!Number.isSafeInteger(size) || (size as number) < 1) {
      throw refuse(`"${name}" has a dimension that is no whole number above 0`)
    }
    count *= size as number
    if (count > limits.elements) throw refuse(`"${name}" has more than ${limits.elements} elements`)
  }
  return count
}

/** The exponent's bits of a float of two or four bytes: all set in infinities and what is no number. */
const exponents = { FP16: 0x7c00, BF16: 0x7f80, FP32: 0x7f800000 } as const

const allFinite = (datatype: 'FP16' | 'BF16' | 'FP32' | 'FP64', data: Uint8Array): boolean => {
  const view = new DataView(data.buffer, data.byteOffset, data.length)
  const size = bytesOf(datatype)
  const mask = datatype === 'FP64' ? 0 : exponents[datatype]
  for (let at = 0; at < data.length; at += size) {
    if (size === 8) {
      if (!Number.isFinite(view.getFloat64(at, true))) return false
    } else {
      const bits = size === 4 ? view.getUint32(at, true) : view.getUint16(at, true)
      if ((bits & mask) === mask) return false
    }
  }
  return true
}

/** Where each element of BYTES begins and ends. Throws BODY_INVALID unless lengths and data agree to the byte. */
export function byteElements(name: string, count: number, data: Uint8Array): [from: number, to: number][] {
  const view = new DataView(data.buffer, data.byteOffset, data.length)
  const found: [number, number][] = []
  let at = 0
  // The least that so many elements take, before anything is made for them.
  if (data.length < 4 * count) throw refuse(`"${name}" has fewer bytes than its shape needs`)
  for (let i = 0; i < count; i++) {
    if (at + 4 > data.length) throw refuse(`"${name}" ends within a length`)
    const length = view.getUint32(at, true)
    at += 4
    if (length > data.length - at) throw refuse(`"${name}" has an element that is longer than its data`)
    found.push([at, at + length])
    at += length
  }
  if (at !== data.length) throw refuse(`"${name}" has more bytes than its shape needs`)
  return found
}

/**
 * Checks raw data against datatype and shape. Infinities and what is no number pass only when `allowNonFinite` is set.
 *
 * @throws BODY_INVALID
 */
export function checkData(
  { name, datatype, shape, data }: Omit<Tensor, 'binary'>,
  { allowNonFinite }: { allowNonFinite: boolean },
): void {
  const count = elementsOf(name, shape)
  if (datatype === 'BYTES') {
    byteElements(name, count, data)
    return
  }
  if (data.length !== count * bytesOf(datatype)) {
    throw refuse(`"${name}" has ${data.length} bytes, not the ${count * bytesOf(datatype)} of its shape`)
  }
  if (datatype === 'BOOL' && data.some((byte) => byte > 1))
    throw refuse(`"${name}" has a BOOL beyond 0 and 1`)
  const isFloat = datatype === 'FP16' || datatype === 'BF16' || datatype === 'FP32' || datatype === 'FP64'
  if (isFloat && !allowNonFinite && !allFinite(datatype, data)) {
    throw refuse(`"${name}" has a value that is not finite`)
  }
}
