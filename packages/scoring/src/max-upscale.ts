import { scoringErrors } from './errors.ts'
import { i32f32, toWhole, u16Max } from './yuma/fixed-point.ts'

const u16MaxBits = i32f32.of(u16Max)
const threshold = i32f32.of(32768)

/**
 * Weights as the chain stores them: scaled in I32F32 so that the largest is 65535, each rounded half up. All zeros
 * stay zeros. Source: epoch/math.rs, `vec_u16_max_upscale_to_u16`.
 *
 * @param values what was sent: u16; fractions are taken to the nearest 2^-32
 * @throws WEIGHTS_INVALID when a value is negative or 2^31 and more
 * @example
 * ```ts
 * import { maxUpscale } from '@subnetkit/scoring'
 * maxUpscale([100, 200, 100]) // [32768, 65535, 32768]
 * ```
 */
export function maxUpscale(values: readonly number[]): number[] {
  const bits = values.map((value) => {
    if (!(value >= 0 && value < 2 ** 31))
      throw scoringErrors.WEIGHTS_INVALID({ problem: `${value} is no u16` })
    return BigInt(Math.round(value * 2 ** 32))
  })
  let max = 0n
  for (const value of bits) if (value > max) max = value
  if (max === 0n) return values.map(() => 0)
  // A value above 32768 times 65535 would not fit, so for large values the factor is computed first.
  const factor = i32f32.div(u16MaxBits, max)
  const scale = (value: bigint): bigint =>
    max > threshold ? i32f32.mul(value, factor) : i32f32.div(i32f32.mul(value, u16MaxBits), max)
  return bits.map((value) => toWhole(i32f32.add(scale(value), i32f32.one >> 1n)))
}
