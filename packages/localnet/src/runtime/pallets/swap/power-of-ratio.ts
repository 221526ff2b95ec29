/*
 * (a / b)^(p / q) in integers. Pools need it for weights that differ from a half; the crate `safe-bigmath` gives the
 * chain the same digits on every machine, and this follows it step by step so that ours are those.
 *
 * Source: sam0x17/safe-bigmath, integer.rs, `pow_ratio_scaled`.
 */

const MAX_EXACT_EXPONENT = 1024n
const GUARD_BITS = 24n
const GUARD = 1n << GUARD_BITS

const gcd = (a: bigint, b: bigint): bigint => {
  while (b !== 0n) [a, b] = [b, a % b]
  return a
}

const bits = (value: bigint): number => (value === 0n ? 0 : value.toString(2).length)

const floorDiv = (a: bigint, b: bigint): bigint => {
  const quotient = a / b
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient
}

/** The largest r with r^degree ≤ numerator ÷ denominator. */
const rootFloor = (numerator: bigint, denominator: bigint, degree: bigint): bigint => {
  if (degree === 1n) return numerator / denominator
  const fits = (root: bigint) => root ** degree * denominator <= numerator
  let high = 1n
  while (fits(high)) high <<= 1n
  let low = 0n
  while (low < high) {
    const middle = (low + high + 1n) >> 1n
    if (fits(middle)) low = middle
    else high = middle - 1n
  }
  return low
}

/** Drops the guard bits, rounding half away from zero. */
const round = (value: bigint): bigint => {
  const cut = value / GUARD
  const rest = value % GUARD
  const size = rest < 0n ? -rest : rest
  return size * 2n >= GUARD ? cut + (rest < 0n ? -1n : 1n) : cut
}

const isSmall = (value: bigint): boolean => (value < 0n ? -value : value) < GUARD

/** Taylor series of ln(1 + x), until the rounded value stands still. */
const ln1p = (x: bigint, one: bigint, limit: number): bigint => {
  let term = x
  let sum = term
  let rounded = round(sum)
  for (let n = 2; n <= limit; n++) {
    term = floorDiv(term * x, one)
    if (term === 0n) break
    const next = floorDiv(term, BigInt(n))
    if (next === 0n) break
    sum += n % 2 === 0 ? -next : next
    const now = round(sum)
    if (isSmall(next) || now === rounded) break
    rounded = now
  }
  return sum
}

/** Taylor series of e^x, until the rounded value stands still. */
const exp = (x: bigint, one: bigint, limit: number): bigint => {
  let term = one
  let sum = term
  let rounded = round(sum)
  for (let n = 1; n <= limit; n++) {
    term = floorDiv(term * x, one * BigInt(n))
    if (term === 0n) break
    sum += term
    const now = round(sum)
    if (isSmall(term) || now === rounded) break
    rounded = now
  }
  return sum
}

/** ln of a positive integer: of its mantissa, brought near 1, plus its binary exponent × ln 2. */
const ln = (value: bigint, precision: bigint, lnTwo: bigint, limit: number): bigint => {
  const one = 1n << precision
  let shift = BigInt(bits(value) - 1)
  let mantissa = (value << precision) >> shift
  if (mantissa >= one + (one >> 1n)) {
    mantissa >>= 1n
    shift += 1n
  }
  return ln1p(mantissa - one, one, limit) + lnTwo * shift
}

export interface PowerOfRatio {
  readonly base: readonly [numerator: bigint, denominator: bigint]
  readonly exponent: readonly [numerator: bigint, denominator: bigint]
  /** Bits behind the point of the series; the result is exact to the last digit of `scale` or one below. */
  readonly precision: number
  readonly scale: bigint
}

/**
 * ⌊(base)^(exponent) × scale⌋ for positive integers.
 *
 * @example
 * ```ts
 * powerOfRatio({ base: [2n, 3n], exponent: [1n, 2n], precision: 0, scale: 1_000n }) // 816n
 * ```
 */
export const powerOfRatio = ({ base, exponent, precision, scale }: PowerOfRatio): bigint => {
  if (base[0] === 0n) return 0n
  if (exponent[0] === 0n) return scale
  const common = gcd(exponent[0], exponent[1])
  const [p, q] = [exponent[0] / common, exponent[1] / common]
  if (p <= MAX_EXACT_EXPONENT && q <= MAX_EXACT_EXPONENT) {
    return rootFloor(base[0] ** p * scale ** q, base[1] ** p, q)
  }
  const wanted = Math.max(precision, 32, bits(scale) + 8)
  const internal = BigInt(wanted) + GUARD_BITS
  const limit = Math.min(4096, Number(internal) + 128)
  const one = 1n << internal
  const lnTwo = -ln1p(-(one >> 1n), one, limit)
  const lnBase = ln(base[0], internal, lnTwo, limit) - ln(base[1], internal, lnTwo, limit)
  const power = round(exp(floorDiv(lnBase * p, q), one, limit))
  return floorDiv(power * scale, 1n << BigInt(wanted))
}
