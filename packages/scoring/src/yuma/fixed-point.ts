/**
 * One binary fixed-point format of the chain. Numbers are carried as their bits in a bigint: in I32F32 the bits
 * 2^32 mean 1. Every operation saturates at the ends of the format instead of wrapping.
 */
export interface FixedPoint {
  readonly fractionBits: number
  readonly one: bigint
  readonly max: bigint
  readonly min: bigint
  /** The bits of a whole number. */
  of(whole: bigint | number): bigint
  /** The whole part, toward minus infinity. */
  floor(bits: bigint): bigint
  add(a: bigint, b: bigint): bigint
  sub(a: bigint, b: bigint): bigint
  /** a × b, cut toward minus infinity. */
  mul(a: bigint, b: bigint): bigint
  /** a ÷ b, cut toward zero; x ÷ 0 is 0. */
  div(a: bigint, b: bigint): bigint
  /** The same number out of another format; what does not fit is cut toward minus infinity. */
  from(bits: bigint, format: FixedPoint): bigint
}

function fixedPoint(integerBits: number, fractionBits: number, signed: boolean): FixedPoint {
  const f = BigInt(fractionBits)
  const width = BigInt(integerBits + fractionBits)
  const max = signed ? (1n << (width - 1n)) - 1n : (1n << width) - 1n
  const min = signed ? -(1n << (width - 1n)) : 0n
  const saturate = (bits: bigint): bigint => (bits > max ? max : bits < min ? min : bits)
  return {
    fractionBits,
    one: 1n << f,
    max,
    min,
    of: (whole) => saturate(BigInt(whole) << f),
    floor: (bits) => bits >> f,
    add: (a, b) => saturate(a + b),
    sub: (a, b) => saturate(a - b),
    mul: (a, b) => saturate((a * b) >> f),
    div: (a, b) => (b === 0n ? 0n : saturate((a << f) / b)),
    from(bits, format) {
      const shift = f - BigInt(format.fractionBits)
      return saturate(shift >= 0n ? bits << shift : bits >> -shift)
    },
  }
}

/** What nearly all of an epoch is computed in: signed, 32 bits before and 32 behind the point. */
export const i32f32: FixedPoint = fixedPoint(32, 32, true)
/** Stake before it is normalised. */
export const i64f64: FixedPoint = fixedPoint(64, 64, true)
/** Shares times emission. */
export const i96f32: FixedPoint = fixedPoint(96, 32, true)
/** The weight of a mechanism when several are combined. */
export const u64f64: FixedPoint = fixedPoint(64, 64, false)

/** The most that a u16 holds: the chain writes 1 as this. */
export const u16Max = 65535
const u16MaxBits = i32f32.of(u16Max)

/** A u16 share of 65535 as I32F32. */
export const ofShare = (share: number): bigint => i32f32.div(i32f32.of(share), u16MaxBits)

/** The whole part of an I32F32, within u16. */
export const toWhole = (bits: bigint): number => Number(clamp(i32f32.floor(bits), 0n, BigInt(u16Max)))

/** An I32F32 from 0 to 1 as the chain stores it: ⌊x × 65535⌋, within u16. */
export const toShare = (bits: bigint): number => toWhole(i32f32.mul(bits, u16MaxBits))

/** `bits` within [low, high]. */
export const clamp = (bits: bigint, low: bigint, high: bigint): bigint =>
  bits < low ? low : bits > high ? high : bits
