import { fromHalf, toHalf } from './half.ts'

/** A change of a model's weights, for local characters that run another model than they say. */
export interface Alteration {
  /** Tells one alteration of a model from another. */
  readonly name: string
  /** Gets one weight tensor, row by row, and returns as many values; what cannot be stored is rounded. */
  change(weights: Float32Array): Float32Array
}

/** Smaller tensors are biases, scales and shapes. */
const leastWeights = 64

/** Numbers of fields in onnx.proto. */
const graphField = 7
const initializerField = 5
const tensorFields = { dims: 1, dataType: 2, rawData: 9 }
const float32 = 1
const float16 = 10

/**
 * The same ONNX model with other weights: every initializer of two dimensions or more that is stored as float32 or
 * float16 is changed. Returns new bytes of the same length.
 *
 * @throws RangeError when the bytes are no ONNX model or hold no such weights, or the change returns another length
 * @example
 * ```ts
 * import { alterWeights } from '@subnetkit/models'
 * const halved = alterWeights(onnx, (weights) => weights.map((weight) => weight / 2))
 * ```
 */
export function alterWeights(onnx: Uint8Array, change: Alteration['change']): Uint8Array {
  // A Buffer's own slice would share its memory.
  const altered = new Uint8Array(onnx)
  let found = 0
  for (const graph of fieldsOf(altered, graphField)) {
    for (const tensor of fieldsOf(graph, initializerField)) if (alterTensor(tensor, change)) found++
  }
  if (found === 0) throw new RangeError('it holds no weights that can be altered')
  return altered
}

function alterTensor(tensor: Uint8Array, change: Alteration['change']): boolean {
  let dimensions = 0
  let type = 0
  let raw: Uint8Array | undefined
  for (const { field, value, bytes } of walk(tensor)) {
    if (field === tensorFields.dims) dimensions += bytes ? bytes.filter((byte) => byte < 0x80).length : 1
    if (field === tensorFields.dataType) type = value
    if (field === tensorFields.rawData) raw = bytes
  }
  const size = type === float32 ? 4 : 2
  if (!raw || dimensions < 2 || (type !== float32 && type !== float16)) return false
  const count = raw.length / size
  if (count < leastWeights) return false
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength)
  const weights = Float32Array.from({ length: count }, (_, i) =>
    type === float32 ? view.getFloat32(4 * i, true) : fromHalf(view.getUint16(2 * i, true)),
  )
  const changed = change(weights)
  if (changed.length !== count)
    throw new RangeError(`the change returned ${changed.length} of ${count} weights`)
  changed.forEach((weight, i) => {
    if (type === float32) view.setFloat32(4 * i, weight, true)
    else view.setUint16(2 * i, toHalf(weight), true)
  })
  return true
}

const fieldsOf = (message: Uint8Array, field: number): Uint8Array[] =>
  [...walk(message)].flatMap((one) => (one.field === field && one.bytes ? [one.bytes] : []))

/** The fields of a protobuf message; `bytes` are views, so that what they hold can be changed in place. */
function* walk(message: Uint8Array): Generator<{ field: number; value: number; bytes?: Uint8Array }> {
  let at = 0
  const varint = (): number => {
    let [value, scale] = [0, 1]
    for (;;) {
      const byte = message[at++]
      if (byte === undefined) throw new RangeError('it is cut short')
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
      scale *= 128
    }
  }
  while (at < message.length) {
    const key = varint()
    const [field, wire] = [Math.floor(key / 8), key & 7]
    const length = wire === 2 ? varint() : wire === 5 ? 4 : wire === 1 ? 8 : undefined
    if (length === undefined) {
      if (wire !== 0) throw new RangeError('it is no ONNX model')
      yield { field, value: varint() }
      continue
    }
    if (at + length > message.length) throw new RangeError('it is cut short')
    yield { field, value: 0, bytes: message.subarray(at, at + length) }
    at += length
  }
}
