import { manualClock } from '@subnetkit/core'
import { describe, expect, it } from 'vitest'
import { addressBudget, addressKey } from './address-budget.ts'

describe('addressBudget', () => {
  it('lets a burst through, then what flows in', () => {
    const clock = manualClock()
    const budget = addressBudget({ perSecond: 2, burst: 3, clock })
    expect([1, 2, 3].map(() => budget.take('1.2.3.4'))).toEqual([0, 0, 0])
    expect(budget.take('1.2.3.4')).toBe(1)
    expect(budget.take('1.2.3.5')).toBe(0)
    clock.advance(500)
    expect(budget.take('1.2.3.4')).toBe(0)
    expect(budget.take('1.2.3.4')).toBe(1)
    clock.advance(60_000)
    expect([1, 2, 3, 4].map(() => budget.take('1.2.3.4'))).toEqual([0, 0, 0, 1])
  })

  it('takes tokens back, never above the burst', () => {
    const budget = addressBudget({ perSecond: 1, burst: 1, clock: manualClock() })
    budget.giveBack('a')
    expect([budget.take('a'), budget.take('a')]).toEqual([0, 1])
    budget.giveBack('a')
    expect(budget.take('a')).toBe(0)
  })

  it('remembers a bounded number of addresses, the latest', () => {
    const budget = addressBudget({ perSecond: 1, burst: 1, addresses: 2, clock: manualClock() })
    for (const address of ['a', 'b', 'a', 'c']) budget.take(address)
    expect(budget.take('a')).toBe(1)
    expect(budget.take('b')).toBe(0)
  })

  it.each([
    ['::ffff:1.2.3.4', '1.2.3.4'],
    ['2a00:1:2:3:4:5:6:7', '2a00:1:2:3'],
    ['2a00:1:2:3::9', '2a00:1:2:3'],
    ['2a00::9', '2a00:0:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('counts %s as %s', (address, key) => {
    expect(addressKey(address)).toBe(key)
  })
})
