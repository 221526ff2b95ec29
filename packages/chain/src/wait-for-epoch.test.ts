import { manualClock } from '@subnetkit/core'
import { describe, expect, it } from 'vitest'
import type { Chain, Head } from './chain.ts'
import type { EpochState } from './epoch.ts'
import { waitForEpoch } from './wait-for-epoch.ts'

/** A chain of which only heads and the last epoch's block exist. */
function fakeChain(lastEpochBlock: number) {
  const clock = manualClock()
  const listeners = new Set<(head: Head) => void>()
  const state = { number: 100, lastEpochBlock }
  const schedule = (): EpochState => ({
    block: state.number,
    index: 0,
    tempo: 10,
    lastEpochBlock: state.lastEpochBlock,
    pendingEpochAt: 0,
    blocksSinceLastStep: 0,
    nextEpochBlock: 0,
    blocksUntilNext: 0,
  })
  const head = (): Head => ({ number: state.number, hash: `${state.number}` })
  const parts: Partial<Chain> = {
    clock,
    head: async () => head(),
    epoch: async () => schedule(),
    onHead(callback) {
      listeners.add(callback)
      return () => listeners.delete(callback)
    },
  }
  return {
    chain: parts as Chain,
    clock,
    listeners,
    block(number: number, epochAt = state.lastEpochBlock) {
      Object.assign(state, { number, lastEpochBlock: epochAt })
      for (const listener of listeners) listener(head())
    },
  }
}
const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

describe('waitForEpoch', () => {
  it('comes back when the last epoch moves, not when the arithmetic says so', async () => {
    const fake = fakeChain(90)
    let result: unknown
    const waiting = waitForEpoch(fake.chain, { netuid: 2 }).then((found) => {
      result = found
    })
    await settle()
    fake.block(101)
    fake.block(110)
    await settle()
    expect(result).toBeUndefined()
    fake.block(113, 112)
    await waiting
    expect(result).toMatchObject({ epoch: { lastEpochBlock: 112 }, head: { number: 113 } })
    expect(fake.listeners.size).toBe(0)
  })

  it('comes back at once when the epoch asked for is over', async () => {
    const fake = fakeChain(90)
    const { epoch } = await waitForEpoch(fake.chain, { netuid: 2, after: 80 })
    expect(epoch.lastEpochBlock).toBe(90)
  })

  it('gives up at its deadline or signal, and stops watching', async () => {
    const fake = fakeChain(90)
    const late = waitForEpoch(fake.chain, { netuid: 2, deadlineMs: 1000 })
    late.catch(() => {})
    await settle()
    fake.clock.advance(1000)
    await expect(late).rejects.toMatchObject({ code: 'CHAIN_WAIT_EXPIRED' })
    const stop = new AbortController()
    const stopped = waitForEpoch(fake.chain, { netuid: 2, signal: stop.signal })
    stopped.catch(() => {})
    await settle()
    stop.abort(new Error('stopped'))
    await expect(stopped).rejects.toThrow('stopped')
    expect(fake.listeners.size).toBe(0)
  })
})
