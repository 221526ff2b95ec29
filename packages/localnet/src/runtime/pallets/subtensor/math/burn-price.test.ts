import { describe, expect, it } from 'vitest'
import { decayedBurn, decayFactor, raisedBurn } from './burn-price.ts'

const bounds = { min: 500_000n, max: 100_000_000_000n }
const DEFAULT_MULTIPLIER = 23242897532874035200n

describe('burn price (facts 7.6)', () => {
  it('decays by 4286705684 / 2^32 a block at the default half-life', () => {
    expect(decayFactor(360)).toBe(4286705684n)
    expect(decayFactor(0)).toBe(1n << 32n)
  })

  it('is 998076443 after one block and 499999865 after 360', () => {
    let price = 1_000_000_000n
    price = decayedBurn(price, 360, bounds)
    expect(price).toBe(998_076_443n)
    for (let block = 1; block < 360; block++) price = decayedBurn(price, 360, bounds)
    expect(price).toBe(499_999_865n)
  })

  it('is 1.26 and 1.5876 TAO after one and two registrations', () => {
    const once = raisedBurn(1_000_000_000n, DEFAULT_MULTIPLIER, bounds)
    expect(once).toBe(1_260_000_000n)
    expect(raisedBurn(once, DEFAULT_MULTIPLIER, bounds)).toBe(1_587_600_000n)
  })

  it('stays within its bounds', () => {
    expect(decayedBurn(500_000n, 360, bounds)).toBe(500_000n)
    expect(raisedBurn(90_000_000_000n, DEFAULT_MULTIPLIER, bounds)).toBe(100_000_000_000n)
    expect(raisedBurn(1_000_000n, 0n, bounds)).toBe(1_000_000n)
  })
})
