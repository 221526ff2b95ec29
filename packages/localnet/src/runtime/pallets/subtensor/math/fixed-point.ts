/**
 * Unsigned fixed-point numbers as the runtime computes with them (crate `substrate-fixed`): a number is one
 * bigint, its bits, that is the number × 2^fraction. Multiplying and dividing cut what does not fit, results
 * saturate at both ends and x ÷ 0 is 0 (`safe_div`).
 */
export interface FixedPoint {
  readonly one: bigint
  /** From an integer; negative is 0, too large is the largest number. */
  of(integer: bigint | number): bigint
  /** Integer part, at most 2^64 − 1 (`saturating_to_num::<u64>`). */
  toU64(bits: bigint): bigint
  add(a: bigint, b: bigint): bigint
  sub(a: bigint, b: bigint): bigint
  mul(a: bigint, b: bigint): bigint
  div(a: bigint, b: bigint): bigint
}

const U128_MAX = (1n << 128n) - 1n

/** The largest u64, which stands for 1.0 where the chain stores proportions (children, tao weight). */
export const U64_MAX = (1n << 64n) - 1n

/** The largest u16, which stands for 1.0 where the chain stores weights, takes and cuts. */
export const U16_MAX = 65535

const saturate = (bits: bigint): bigint => (bits < 0n ? 0n : bits > U128_MAX ? U128_MAX : bits)

const fixedPoint = (fraction: bigint): FixedPoint => ({
  one: 1n << fraction,
  of: (integer) => saturate(BigInt(integer) << fraction),
  toU64: (bits) => minOf(bits >> fraction, U64_MAX),
  add: (a, b) => saturate(a + b),
  sub: (a, b) => saturate(a - b),
  mul: (a, b) => saturate((a * b) >> fraction),
  div: (a, b) => (b === 0n ? 0n : saturate((a << fraction) / b)),
})

/** 96 bits before the point, 32 after it: emission and stake proportions. */
export const U96F32: FixedPoint = fixedPoint(32n)

/** 64 bits before the point, 64 after it: prices and pool shares. */
export const U64F64: FixedPoint = fixedPoint(64n)

/** The smaller of two integers. */
export const minOf = (a: bigint, b: bigint): bigint => (a < b ? a : b)

/** The larger of two integers. */
export const maxOf = (a: bigint, b: bigint): bigint => (a > b ? a : b)

/** a − b, or 0 where that would be negative (`saturating_sub`). */
export const saturatingSub = (a: bigint, b: bigint): bigint => (a > b ? a - b : 0n)
