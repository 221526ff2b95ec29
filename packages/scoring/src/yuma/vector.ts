import { type FixedPoint, i32f32 } from './fixed-point.ts'

/** Numbers by uid, as bits of one fixed-point format. */
export type Vector = readonly bigint[]

/** The sum of a vector. */
export const sum = (vector: Vector, format: FixedPoint = i32f32): bigint => vector.reduce(format.add, 0n)

/** The vector divided by `total`; unchanged when that is 0. */
export const divideBy = (vector: Vector, total: bigint, format: FixedPoint = i32f32): Vector =>
  total === 0n ? vector : vector.map((value) => format.div(value, total))

/** The vector scaled to the sum 1 (a little less by rounding); unchanged when its sum is 0. */
export const normalise = (vector: Vector, format: FixedPoint = i32f32): Vector =>
  divideBy(vector, sum(vector, format), format)

/** The vector with 0 wherever `dropped` is true. */
export const maskVector = (vector: Vector, dropped: readonly boolean[]): Vector =>
  vector.map((value, uid) => (dropped[uid] ? 0n : value))
