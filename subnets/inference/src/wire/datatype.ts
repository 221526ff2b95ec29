import type { TensorType } from '@subnetkit/models'

/** What the protocol calls an element, its size in bytes (0: every element has a length of its own), and what ONNX Runtime calls it. */
const table = {
  BOOL: { bytes: 1, type: 'bool' },
  UINT8: { bytes: 1, type: 'uint8' },
  UINT16: { bytes: 2, type: 'uint16' },
  UINT32: { bytes: 4, type: 'uint32' },
  UINT64: { bytes: 8, type: 'uint64' },
  INT8: { bytes: 1, type: 'int8' },
  INT16: { bytes: 2, type: 'int16' },
  INT32: { bytes: 4, type: 'int32' },
  INT64: { bytes: 8, type: 'int64' },
  FP16: { bytes: 2, type: 'float16' },
  FP32: { bytes: 4, type: 'float32' },
  FP64: { bytes: 8, type: 'float64' },
  // ONNX Runtime's JavaScript has no such tensor; the wire has.
  BF16: { bytes: 2, type: undefined },
  BYTES: { bytes: 0, type: 'string' },
} as const

export type Datatype = keyof typeof table

/** All datatypes of the Open Inference Protocol. */
export const datatypes = Object.keys(table) as [Datatype, ...Datatype[]]

/** Bytes of one element; 0 for BYTES, whose elements are as long as they say. */
export const bytesOf = (datatype: Datatype): number => table[datatype].bytes

/** ONNX Runtime's name; undefined for BF16. */
export const typeOf = (datatype: Datatype): TensorType | undefined => table[datatype].type

/** The protocol's name of an element type of a manifest. */
export const datatypeOf = (type: TensorType): Datatype =>
  datatypes.find((datatype) => table[datatype].type === type) as Datatype

/** Floating point without a form in JSON that everybody reads alike: binary only, as Triton has it. */
export const isBinaryOnly = (datatype: Datatype): boolean => datatype === 'FP16' || datatype === 'BF16'
