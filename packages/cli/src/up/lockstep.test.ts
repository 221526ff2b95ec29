import { systemClock } from '@subnetkit/core'
import { expect, it } from 'vitest'
import { runLockstep } from './lockstep.ts'

/** A chain of one subnet with tempo 5 whose epochs run at blocks 5, 10, … */
function chain() {
  let head = 0
  const events: string[] = []
  return {
    events,
    head: () => head,
    seal: async () => {
      head++
      events.push(`block ${head}`)
    },
    schedules: async () => {
      const epochs = Math.floor(head / 5)
      return [{ netuid: 2, lastEpochBlock: epochs * 5, nextEpochBlock: (epochs + 1) * 5 }]
    },
  }
}

it('holds the last block before an epoch until the round is settled', async () => {
  const net = chain()
  let settled = false
  const held: number[] = []
  await runLockstep({
    ...net,
    settled: () => {
      if (!settled) {
        held.push(net.head())
        settled = held.length > 3
      }
      return settled
    },
    afterEpoch: async (_, block) => {
      net.events.push(`epoch at ${block}`)
      settled = false
      return block >= 10
    },
    clock: systemClock,
    signal: new AbortController().signal,
    paceMs: 0,
    deadlineMs: 5_000,
    onLate: () => expect.unreachable(),
  })
  // Block 4 is the last that can take weights for the epoch at 5: the chain stands at 3 (then at 8) while a round runs.
  expect(new Set(held)).toEqual(new Set([3, 8]))
  expect(net.events).toEqual([
    ...[1, 2, 3, 4, 5].map((block) => `block ${block}`),
    'epoch at 5',
    ...[6, 7, 8, 9, 10].map((block) => `block ${block}`),
    'epoch at 10',
  ])
})

it('goes on without those who are late, and says so', async () => {
  const net = chain()
  const late: number[] = []
  await runLockstep({
    ...net,
    settled: () => false,
    afterEpoch: async () => true,
    clock: systemClock,
    signal: new AbortController().signal,
    paceMs: 0,
    deadlineMs: 30,
    onLate: (netuid) => late.push(netuid),
  })
  expect(net.head()).toBe(5)
  expect(late).toEqual([2])
})

it('ends when told to stop', async () => {
  const stop = new AbortController()
  const net = chain()
  const run = runLockstep({
    ...net,
    settled: () => false,
    afterEpoch: async () => false,
    clock: systemClock,
    signal: stop.signal,
    paceMs: 0,
    deadlineMs: 60_000,
    onLate: () => {},
  })
  setTimeout(() => stop.abort(new Error('stop')), 30)
  await expect(run).rejects.toThrow('stop')
})
