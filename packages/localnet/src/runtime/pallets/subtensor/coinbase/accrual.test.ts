import { describe, expect, it } from 'vitest'
import { U96F32 } from '../math/fixed-point.ts'
import { splitAlpha } from './accrual.ts'

describe('a block of alpha (facts 7.4)', () => {
  it('is cut into owner 179995422, miners and validators 410002288', () => {
    expect(splitAlpha(1_000_000_000n, 11_796, 0n)).toEqual({
      owner: 179_995_422n,
      server: 410_002_288n,
      validator: 410_002_288n,
      root: 0n,
    })
  })

  it('leaves everything to miners and validators without an owner’s cut', () => {
    expect(splitAlpha(1_000_000_000n, 0, 0n)).toMatchObject({ owner: 0n, server: 500_000_000n })
  })

  it('gives root its part of the validators’ half', () => {
    const { server, validator, root } = splitAlpha(1_000_000_000n, 0, U96F32.one / 4n)
    expect(server).toBe(500_000_000n)
    expect(root).toBe(125_000_000n)
    expect(validator).toBe(375_000_000n)
  })
})
