import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, isZero, mulDiv, type SafeFloat, safeFloat, subtract, toU64, ZERO } from './safe-float.ts'

const rao = fc.bigInt({ min: 1n, max: 21_000_000_000_000_000n })

const normal = (value: SafeFloat) =>
  isZero(value) ? value.exponent === 0n : value.mantissa > 10n ** 20n && value.mantissa <= 10n ** 21n

describe('SafeFloat', () => {
  it('normalises as the chain stores it', () => {
    // 1 alpha, as genesis writes it for the zero account of netuid 1.
    expect(safeFloat(1_000_000_000n)).toEqual({ mantissa: 10n ** 21n, exponent: -12n })
    expect(safeFloat(0n)).toEqual(ZERO)
  })

  it('carries integers there and back', () => {
    fc.assert(fc.property(rao, (value) => toU64(safeFloat(value)) === value))
  })

  it('adds and subtracts integers of rao exactly', () => {
    fc.assert(
      fc.property(rao, rao, (a, b) => {
        const sum = add(safeFloat(a), safeFloat(b))
        return normal(sum) && toU64(sum) === a + b && toU64(subtract(sum, safeFloat(b))) === a
      }),
    )
  })

  it('has no negative numbers', () => {
    expect(subtract(safeFloat(1n), safeFloat(2n))).toEqual(ZERO)
    expect(subtract(ZERO, safeFloat(2n))).toEqual(ZERO)
  })

  it('multiplies and divides without loss of an integer result', () => {
    fc.assert(fc.property(rao, rao, (a, b) => toU64(mulDiv(safeFloat(a), safeFloat(b), safeFloat(b))) === a))
    expect(mulDiv(safeFloat(5n), safeFloat(5n), ZERO)).toEqual(ZERO)
  })
})
