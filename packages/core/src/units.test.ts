import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSubnetkitError } from './subnetkit-error.ts'
import { formatTao, parseTao } from './units.ts'

describe('amounts of TAO', () => {
  it('reads what it writes, exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 21_000_000n * 10n ** 9n }), (rao) => {
        expect(parseTao(formatTao(rao))).toBe(rao)
      }),
    )
  })

  it('cuts rather than rounds', () => {
    expect(formatTao(1_999_999_999n, 2)).toBe('1.99')
    expect(formatTao(-1n, 9)).toBe('-0.000000001')
    expect(formatTao(5_000_000_000n, 0)).toBe('5')
  })

  it.each(['', 'a', '1e3', '-1', '1.', '.5', '0.0000000001', '9'.repeat(13)])('refuses %j', (text) => {
    try {
      parseTao(text)
      expect.unreachable()
    } catch (error) {
      expect(isSubnetkitError(error, 'AMOUNT_INVALID')).toBe(true)
    }
  })
})
