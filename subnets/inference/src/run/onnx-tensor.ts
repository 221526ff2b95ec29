import type { Tensor as OnnxTensor, Tensors } from '@subnetkit/models'
import { datatypeOf, typeOf } from '../wire/datatype.ts'
import { refuse } from '../wire/refuse.ts'
import type { Tensor } from '../wire/tensor.ts'
import { aligned, textsOf } from '../wire/values.ts'

const arrays = {
  float32: Float32Array,
  float64: Float64Array,
  float16: Uint16Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  int64: BigInt64Array,
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  uint64: BigUint64Array,
  bool: Uint8Array,
} as const

/** A tensor of the wire as ONNX Runtime takes it. Memory is little-endian on everything that it runs on. */
function toOnnx(tensor: Tensor): OnnxTensor {
  const type = typeOf(tensor.datatype)
  if (type === undefined) throw refuse(`"${tensor.name}" is ${tensor.datatype}, which this miner cannot run`)
  const dims = tensor.shape
  if (type === 'string') return { type, dims, data: textsOf(tensor) }
  const data = new arrays[type](aligned(tensor.data))
  return { type, dims, data } as OnnxTensor
}

/** Inputs by name, as a model takes them. */
export const feedsOf = (inputs: readonly Tensor[]): Tensors =>
  Object.fromEntries(inputs.map((tensor) => [tensor.name, toOnnx(tensor)]))

const rawText = (texts: readonly string[]): Uint8Array =>
  new Uint8Array(
    Buffer.concat(
      texts.flatMap((text) => {
        const bytes = Buffer.from(text)
        const length = Buffer.alloc(4)
        length.writeUInt32LE(bytes.length)
        return [length, bytes]
      }),
    ),
  )

/** What a model gave, as it goes over the wire; in JSON unless said otherwise. */
export function fromOnnx(name: string, { type, dims, data }: OnnxTensor): Tensor {
  const raw =
    type === 'string' ? rawText(data) : new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  return { name, datatype: datatypeOf(type), shape: [...dims], data: raw as Uint8Array, binary: false }
}
