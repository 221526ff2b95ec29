import { describe, expect, it } from 'vitest'
import { U96F32 } from '../math/fixed-point.ts'
import { shareDividends } from './dividend-shares.ts'

const half = U96F32.one / 2n

describe('sharing validators’ alpha', () => {
  it('goes by dividends alone without root stake', () => {
    const shares = shareDividends(1_000n, 0n, half, [
      { hotkey: 'a', amount: 300n, alpha: 5n, root: 0n },
      { hotkey: 'b', amount: 100n, alpha: 900n, root: 0n },
    ])
    expect(shares.map(({ alpha }) => U96F32.toU64(alpha))).toEqual([750n, 250n])
    expect(shares.map(({ root }) => root)).toEqual([0n, 0n])
  })

  it('cuts a dividend by what its stake is made of', () => {
    // a: 100 alpha and 200 TAO at a weight of a half, so half of its dividend is root's; b has no root stake.
    const shares = shareDividends(900n, 80n, half, [
      { hotkey: 'a', amount: 400n, alpha: 100n, root: 200n },
      { hotkey: 'b', amount: 100n, alpha: 100n, root: 0n },
    ])
    expect(shares.map(({ alpha }) => U96F32.toU64(alpha))).toEqual([599n, 299n])
    expect(shares.map(({ root }) => U96F32.toU64(root))).toEqual([80n, 0n])
  })

  it('shares nothing where nobody earned any', () => {
    const shares = shareDividends(900n, 80n, half, [{ hotkey: 'a', amount: 0n, alpha: 0n, root: 0n }])
    expect(shares).toEqual([{ hotkey: 'a', alpha: 0n, root: 0n }])
  })
})
