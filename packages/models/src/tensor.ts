/** Element types and the arrays that hold them; bool is one byte an element. */
export interface TensorArrays {
  float32: Float32Array
  float64: Float64Array
  int32: Int32Array
  int64: BigInt64Array
  uint8: Uint8Array
  int8: Int8Array
  bool: Uint8Array
}
export type TensorType = keyof TensorArrays

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
