import { fromHalf } from '@subnetkit/models'
import { bytesOf, type Datatype, isBinaryOnly } from './datatype.ts'
import { refuse } from './refuse.ts'
import { byteElements, elementsOf, type Tensor } from './tensor.ts'

/** The values of `data` in JSON, flat or nested as the shape is. Throws BODY_INVALID unless they are as many as it needs. */
export function flatten(name: string, shape: readonly number[], data: unknown): readonly unknown[] {
  const count = elementsOf(name, shape)
  if (!Array.isArray(data)) throw refuse(`"${name}" has neither data nor binary_data_size`)
  const mismatch = () => refuse(`"${name}" has data of another size than its shape`)
  if (!Array.isArray(data[0])) {
    if (data.length !== count) throw mismatch()
    return data
  }
  let level: readonly unknown[] = [data]
  for (const size of shape) {
    for (const row of level) if (!Array.isArray(row) || row.length !== size) throw mismatch()
    level = level.length === 1 ? (level[0] as readonly unknown[]) : (level as readonly unknown[][]).flat()
  }
  return level
}

type Write = (view: DataView, at: number, value: number) => void

const writers: Readonly<Partial<Record<Datatype, { least?: number; most?: number; write: Write }>>> = {
  UINT8: { least: 0, most: 255, write: (view, at, value) => view.setUint8(at, value) },
  UINT16: { least: 0, most: 65_535, write: (view, at, value) => view.setUint16(at, value, true) },
  UINT32: { least: 0, most: 2 ** 32 - 1, write: (view, at, value) => view.setUint32(at, value, true) },
  INT8: { least: -128, most: 127, write: (view, at, value) => view.setInt8(at, value) },
  INT16: { least: -32_768, most: 32_767, write: (view, at, value) => view.setInt16(at, value, true) },
  INT32: { least: -(2 ** 31), most: 2 ** 31 - 1, write: (view, at, value) => view.setInt32(at, value, true) },
  // JSON's numbers are exact up to 2^53 only; larger ones must come as binary data.
  UINT64: {
    least: 0,
    most: Number.MAX_SAFE_INTEGER,
    write: (view, at, value) => view.setBigUint64(at, BigInt(value), true),
  },
  INT64: {
    least: Number.MIN_SAFE_INTEGER,
    most: Number.MAX_SAFE_INTEGER,
    write: (view, at, value) => view.setBigInt64(at, BigInt(value), true),
  },
  FP32: { write: (view, at, value) => view.setFloat32(at, value, true) },
  FP64: { write: (view, at, value) => view.setFloat64(at, value, true) },
}

/**
 * Raw data of JSON values, of which `flatten` has checked the number.
 *
 * @throws BODY_INVALID for a value that the datatype does not have
 */
export function pack(name: string, datatype: Datatype, values: readonly unknown[]): Uint8Array {
  const wrong = () => refuse(`"${name}" has a value that is no ${datatype}`)
  if (isBinaryOnly(datatype)) throw refuse(`"${name}" is ${datatype}, which goes as binary data only`)
  if (datatype === 'BYTES') {
    const parts = values.flatMap((value) => {
      if (typeof value !== 'string') throw wrong()
      const text = Buffer.from(value)
      const length = Buffer.alloc(4)
      length.writeUInt32LE(text.length)
      return [length, text]
    })
    return new Uint8Array(Buffer.concat(parts))
  }
  if (datatype === 'BOOL') {
    return Uint8Array.from(values, (value) => {
      if (value !== true && value !== false && value !== 0 && value !== 1) throw wrong()
      return Number(value)
    })
  }
  const { least, most = 0, write } = writers[datatype]!
  const size = bytesOf(datatype)
  const data = new Uint8Array(values.length * size)
  const view = new DataView(data.buffer)
  values.forEach((value, i) => {
    if (typeof value !== 'number') throw wrong()
    if (least !== undefined && !(Number.isInteger(value) && value >= least && value <= most)) throw wrong()
    // A large number becomes an infinity of the smaller float.
    if (!Number.isFinite(datatype === 'FP32' ? Math.fround(value) : value)) throw wrong()
    write(view, i * size, value)
  })
  return data
}

/** A copy that begins where typed arrays may begin. */
export const aligned = (data: Uint8Array): ArrayBuffer => new Uint8Array(data).buffer

/** A tensor's values as numbers, bigints for 64-bit integers. Not for BYTES, whose elements are bytes. */
export function numbersOf({ datatype, data }: Pick<Tensor, 'datatype' | 'data'>): ArrayLike<number | bigint> {
  const buffer = aligned(data)
  switch (datatype) {
    case 'INT8':
      return new Int8Array(buffer)
    case 'INT16':
      return new Int16Array(buffer)
    case 'INT32':
      return new Int32Array(buffer)
    case 'INT64':
      return new BigInt64Array(buffer)
    case 'UINT16':
      return new Uint16Array(buffer)
    case 'UINT32':
      return new Uint32Array(buffer)
    case 'UINT64':
      return new BigUint64Array(buffer)
    case 'FP32':
      return new Float32Array(buffer)
    case 'FP64':
      return new Float64Array(buffer)
    case 'FP16':
      return Float32Array.from(new Uint16Array(buffer), fromHalf)
    case 'BF16':
      return new Float32Array(Uint32Array.from(new Uint16Array(buffer), (bits) => bits << 16).buffer)
    default:
      return new Uint8Array(buffer)
  }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * The elements of BYTES as texts.
 *
 * @throws BODY_INVALID for one that is not UTF-8, and TypeError never
 */
export function textsOf({ name, shape, data }: Pick<Tensor, 'name' | 'shape' | 'data'>): string[] {
  return byteElements(name, elementsOf(name, shape), data).map(([from, to]) => {
    try {
      return strictUtf8.decode(data.subarray(from, to))
    } catch {
      throw refuse(`"${name}" has an element that is not UTF-8`)
    }
  })
}

/**
 * A tensor's values as a JSON array, flat. Integers of 64 bits are written in full.
 *
 * @throws BODY_INVALID for what JSON has no form for: FP16, BF16, infinities, bytes that are no text
 */
export function jsonOf(tensor: Pick<Tensor, 'name' | 'datatype' | 'shape' | 'data'>): string {
  const { name, datatype } = tensor
  if (isBinaryOnly(datatype)) throw refuse(`"${name}" is ${datatype}, which goes as binary data only`)
  if (datatype === 'BYTES') return JSON.stringify(textsOf(tensor))
  const values = Array.from(numbersOf(tensor))
  if (values.some((value) => typeof value === 'number' && !Number.isFinite(value))) {
    throw refuse(`"${name}" has a value that is not finite, which goes as binary data only`)
  }
  return datatype === 'BOOL' ? JSON.stringify(values.map(Boolean)) : `[${values.join(',')}]`
}
