import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { i32f32, i64f64, i96f32, ofShare, toShare, toWhole, u64f64 } from './fixed-point.ts'

const one = i32f32.one
const bits32 = fc.bigInt({ min: i32f32.min, max: i32f32.max })

describe('I32F32', () => {
  it('multiplies toward minus infinity and divides toward zero', () => {
    expect(i32f32.mul(1n, 1n)).toBe(0n)
    expect(i32f32.mul(-1n, 1n)).toBe(-1n)
    expect(i32f32.div(1n, i32f32.of(2))).toBe(0n)
    expect(i32f32.div(-1n, i32f32.of(2))).toBe(0n)
    expect(i32f32.div(i32f32.of(1), i32f32.of(3))).toBe(1431655765n)
    expect(i32f32.div(i32f32.of(-1), i32f32.of(3))).toBe(-1431655765n)
  })

  it('saturates, and x ÷ 0 is 0', () => {
    expect(i32f32.of(2 ** 31)).toBe(i32f32.max)
    expect(i32f32.add(i32f32.max, 1n)).toBe(i32f32.max)
    expect(i32f32.sub(i32f32.min, 1n)).toBe(i32f32.min)
    expect(i32f32.mul(i32f32.max, i32f32.max)).toBe(i32f32.max)
    expect(i32f32.mul(i32f32.max, i32f32.min)).toBe(i32f32.min)
    expect(i32f32.div(i32f32.max, 1n)).toBe(i32f32.max)
    expect(i32f32.div(i32f32.max, 0n)).toBe(0n)
  })

  it('never leaves its 64 bits', () => {
    fc.assert(
      fc.property(bits32, bits32, fc.constantFrom('add', 'sub', 'mul', 'div'), (a, b, operation) => {
        const result = i32f32[operation](a, b)
        expect(result >= i32f32.min && result <= i32f32.max).toBe(true)
      }),
    )
  })

  it('multiplies and divides to within one last bit of the true value', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: one }), fc.bigInt({ min: 4n, max: one }), (a, b) => {
        const product = i32f32.mul(a, b)
        expect(product * one <= a * b && a * b < (product + 1n) * one).toBe(true)
        const quotient = i32f32.div(a, b)
        expect(quotient * b <= a * one && a * one < (quotient + 1n) * b).toBe(true)
      }),
    )
  })
})

describe('formats', () => {
  it('cut when they lose bits', () => {
    expect(i32f32.from(i64f64.one + 1n, i64f64)).toBe(one)
    expect(i32f32.from(-1n, i64f64)).toBe(-1n)
    expect(i96f32.from(one, i32f32)).toBe(i96f32.one)
    expect(i64f64.from(one, i32f32)).toBe(i64f64.one)
    expect(u64f64.sub(0n, 1n)).toBe(0n)
  })
})

describe('u16 shares', () => {
  it('come back one lower at most, and 0 and 1 exactly', () => {
    expect(ofShare(65535)).toBe(one)
    expect(ofShare(0)).toBe(0n)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 65535 }), (share) => {
        expect([share, share - 1]).toContain(toShare(ofShare(share)))
      }),
    )
  })

  it('stay within u16', () => {
    expect(toShare(one * 2n)).toBe(65535)
    expect(toShare(-one)).toBe(0)
    expect(toWhole(i32f32.of(7) - 1n)).toBe(6)
  })
})
