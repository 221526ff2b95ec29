import { describe, expect, it } from 'vitest'
import { saturatingSub, U64_MAX, U64F64, U96F32 } from './fixed-point.ts'

describe('unsigned fixed point', () => {
  it('keeps what fits behind the point and cuts the rest', () => {
    const third = U96F32.div(U96F32.one, U96F32.of(3))
    expect(third).toBe(1431655765n)
    expect(U96F32.mul(third, U96F32.of(3))).toBe(U96F32.one - 1n)
  })

  it('takes x ÷ 0 for 0, as safe_div does', () => {
    expect(U64F64.div(U64F64.one, 0n)).toBe(0n)
  })

  it('saturates at both ends', () => {
    expect(U64F64.sub(0n, U64F64.one)).toBe(0n)
    expect(U64F64.of(1n << 70n)).toBe((1n << 128n) - 1n)
    expect(U96F32.toU64(U96F32.of(1n << 70n))).toBe(U64_MAX)
    expect(saturatingSub(3n, 5n)).toBe(0n)
  })
})
