import { expect, test } from 'vitest'
import { roundBudget } from './round-budget.ts'

const epoch = { index: 3, lastEpochBlock: 100, tempo: 20, blocksUntilNext: 20 }

test('weights are in the pool before the last block that counts', () => {
  const { askMs, settleMs } = roundBudget({ epoch, slotMs: 1000 })
  expect(askMs).toBeLessThan(settleMs)
  expect(settleMs).toBeLessThan(18_500)
  expect(settleMs).toBeGreaterThan(15_000)
})

test('an epoch that is about to end leaves no time', () => {
  expect(roundBudget({ epoch: { ...epoch, blocksUntilNext: 1 }, slotMs: 12_000 }).askMs).toBe(0)
})

test('in lockstep blocks do not matter', () => {
  const late = { ...epoch, blocksUntilNext: 1 }
  expect(roundBudget({ epoch: late, slotMs: 1, fixedMs: 60_000 }).settleMs).toBe(57_000)
})

test('a chain without epochs still has rounds that end', () => {
  expect(roundBudget({ epoch: { ...epoch, tempo: 0 }, slotMs: 12_000 }).askMs).toBeGreaterThan(0)
})
