import { clamp, i32f32 } from './fixed-point.ts'

const limit = i32f32.of(20)
/** The chain's library answers exp(1) from a constant with 23 fractional bits. */
const euler = 22802600n << 9n

/**
 * e^x in I32F32 as the chain computes it: |x| is held to 20, Taylor's series runs to its 31st term, and a negative x
 * is the reciprocal of the positive one. Source: substrate-fixed 0.6, `transcendental::exp`.
 */
export function exp(x: bigint): bigint {
  const held = clamp(x, -limit, limit)
  if (held === 0n) return i32f32.one
  if (held === i32f32.one) return euler
  const magnitude = held < 0n ? -held : held
  let sum = i32f32.add(i32f32.one, magnitude)
  let term = magnitude
  for (let i = 2; i < 32; i++) {
    term = i32f32.div(i32f32.mul(term, magnitude), i32f32.of(i))
    sum = i32f32.add(sum, term)
  }
  return held < 0n ? i32f32.div(i32f32.one, sum) : sum
}
