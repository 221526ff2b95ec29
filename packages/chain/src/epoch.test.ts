import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type EpochSchedule, isEpochDue, nextEpochBlock } from './epoch.ts'

const schedule = (
  lastEpochBlock: number,
  pendingEpochAt: number,
  tempo: number,
  blocksSinceLastStep: number,
  block: number,
): EpochSchedule => ({ lastEpochBlock, pendingEpochAt, tempo, blocksSinceLastStep, block })

describe('the epoch schedule', () => {
  // (last, pending, tempo, since, head) of the official reveal-round vectors.
  it('counts tempo blocks from the last epoch', () => {
    const state = schedule(100, 0, 50, 0, 120)
    expect(isEpochDue(state, 149)).toBe(false)
    expect(isEpochDue(state, 150)).toBe(true)
    expect(nextEpochBlock(state)).toBe(150)
    expect(nextEpochBlock(schedule(10, 0, 50, 0, 10))).toBe(60)
  })

  it('lets a pending epoch come first', () => {
    const state = schedule(80, 95, 20, 0, 91)
    expect(isEpochDue(state, 94)).toBe(false)
    expect(nextEpochBlock(state)).toBe(95)
  })

  it('never comes with tempo 0, whatever is pending', () => {
    expect(nextEpochBlock(schedule(10, 11, 0, 0, 10))).toBeNull()
    expect(isEpochDue(schedule(10, 11, 0, 0, 10), 1_000_000)).toBe(false)
  })

  it('comes at last after 50 400 blocks', () => {
    expect(nextEpochBlock(schedule(1000, 0, 65_535, 50_000, 51_000))).toBe(51_401)
  })

  it('names the first block that is due, always after the present one', () => {
    const small = fc.integer({ min: 0, max: 200 })
    fc.assert(
      fc.property(small, small, fc.integer({ min: 1, max: 100 }), small, (last, pending, tempo, ahead) => {
        const state = schedule(last, pending, tempo, ahead, last + ahead)
        const next = nextEpochBlock(state)!
        expect(next).toBeGreaterThan(state.block)
        expect(isEpochDue(state, next)).toBe(true)
        for (let block = state.block + 1; block < next; block++) expect(isEpochDue(state, block)).toBe(false)
      }),
    )
  })
})
