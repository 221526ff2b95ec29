const f32 = new Float32Array(1)
const u32 = new Uint32Array(f32.buffer)

/** The bits of the nearest IEEE half-precision number, ties to even; too large becomes infinity. */
export function toHalf(value: number): number {
  f32[0] = value
  const bits = u32[0]!
  const sign = (bits >>> 16) & 0x8000
  const exponent = (bits >>> 23) & 0xff
  let fraction = bits & 0x7fffff
  if (exponent === 0xff) return sign | 0x7c00 | (fraction ? 0x200 : 0)
  const target = exponent - 112
  if (target >= 31) return sign | 0x7c00
  if (target <= 0) {
    if (target < -10) return sign
    fraction |= 0x800000
    return sign | roundShift(fraction, 14 - target)
  }
  // A carry out of the fraction moves into the exponent, which is what rounding up means there.
  return sign | roundShift((target << 23) | fraction, 13)
}

/** The number that half-precision bits stand for. */
export function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >>> 10) & 31
  const fraction = bits & 0x3ff
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

function roundShift(value: number, shift: number): number {
  const kept = value >>> shift
  const rest = value & ((1 << shift) - 1)
  const middle = 1 << (shift - 1)
  return rest > middle || (rest === middle && (kept & 1) === 1) ? kept + 1 : kept
}
