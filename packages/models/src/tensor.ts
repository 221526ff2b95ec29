/** Element types and the arrays that hold them; bool is one byte an element, float16 the two bytes of its pattern. */
export interface TensorArrays {
  float32: Float32Array
  float64: Float64Array
  float16: Uint16Array
  int8: Int8Array
  int16: Int16Array
  int32: Int32Array
  int64: BigInt64Array
  uint8: Uint8Array
  uint16: Uint16Array
  uint32: Uint32Array
  uint64: BigUint64Array
  bool: Uint8Array
  string: readonly string[]
}
/** The element types of tensors. */
export type TensorType = keyof TensorArrays

/** Every element type by name. */
export const tensorTypes = [
  ...(['float32', 'float64', 'float16', 'int8', 'int16', 'int32', 'int64'] as const),
  ...(['uint8', 'uint16', 'uint32', 'uint64', 'bool', 'string'] as const),
] satisfies readonly TensorType[]

/** A plain tensor, row by row, as it crosses threads. */
export type Tensor = {
  readonly [T in TensorType]: {
    readonly type: T
    readonly dims: readonly number[]
    readonly data: TensorArrays[T]
  }
}[TensorType]

/** Tensors by name: what a model is fed, and what it gives. */
export type Tensors = Readonly<Record<string, Tensor>>
