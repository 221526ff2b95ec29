/**
 * The chain's own floating-point number for shares of a stake pool (crate `share-pool`, `SafeFloat`):
 * mantissa × 10^exponent, normalised so that 10^20 < mantissa ≤ 10^21. That is just enough digits for one rao
 * more or less of stake to change the share.
 */
export interface SafeFloat {
  readonly mantissa: bigint
  readonly exponent: bigint
}

const LARGEST = 10n ** 21n
const SMALLEST = LARGEST / 10n
const DIGITS = 21n
const U64_MAX = (1n << 64n) - 1n

/** 0. */
export const ZERO: SafeFloat = { mantissa: 0n, exponent: 0n }

const normalise = (mantissa: bigint, exponent: bigint): SafeFloat => {
  if (mantissa === 0n) return ZERO
  while (mantissa > LARGEST) {
    mantissa /= 10n
    exponent += 1n
  }
  while (mantissa <= SMALLEST) {
    mantissa *= 10n
    exponent -= 1n
  }
  return { mantissa, exponent }
}

/** Powers beyond the 22nd leave nothing of a mantissa, so the runtime caps them. */
const power = (exponent: bigint): bigint => 10n ** (exponent > DIGITS + 1n ? DIGITS + 1n : exponent)

/** Brings both to the larger exponent; digits that fall off are lost. */
const aligned = (a: SafeFloat, b: SafeFloat): [bigint, bigint, bigint] => {
  const gap = a.exponent - b.exponent
  if (gap >= 0n) return [a.mantissa, b.mantissa / power(gap), a.exponent]
  return [a.mantissa / power(-gap), b.mantissa, b.exponent]
}

/** An integer of at most 10^21 as a SafeFloat. */
export const safeFloat = (integer: bigint): SafeFloat => normalise(integer, 0n)

export const isZero = (value: SafeFloat): boolean => value.mantissa === 0n

export const add = (a: SafeFloat, b: SafeFloat): SafeFloat => {
  if (isZero(a)) return b
  if (isZero(b)) return a
  const [x, y, exponent] = aligned(a, b)
  return normalise(x + y, exponent)
}

/** a − b, 0 where that would be negative. */
export const subtract = (a: SafeFloat, b: SafeFloat): SafeFloat => {
  if (isZero(b)) return a
  // The runtime has no answer for 0 − b and then keeps the 0.
  if (isZero(a)) return ZERO
  const [x, y, exponent] = aligned(a, b)
  return normalise(x > y ? x - y : 0n, exponent)
}

/** value × a ÷ b with all digits in between; 0 when b is 0. */
export const mulDiv = (value: SafeFloat, a: SafeFloat, b: SafeFloat): SafeFloat =>
  isZero(b)
    ? ZERO
    : normalise((value.mantissa * a.mantissa) / b.mantissa, value.exponent + a.exponent - b.exponent)

/** Integer part, at most 2^64 − 1. */
export const toU64 = ({ mantissa, exponent }: SafeFloat): bigint => {
  const whole = exponent >= 0n ? mantissa * power(exponent) : mantissa / power(-exponent)
  return whole > U64_MAX ? U64_MAX : whole
}
