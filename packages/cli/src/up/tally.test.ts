import { expect, it } from 'vitest'
import { createTally } from './tally.ts'

const answer = (uid: number, ms: number, failure: string | null = null, epoch = 1) =>
  ({
    type: 'answer',
    epoch,
    uid,
    hotkey: `miner${uid}`,
    route: 'generate',
    failure,
    ms,
    firstByteMs: 1,
  }) as const

const settled = (lastEpochBlock: number, score: number) =>
  ({
    type: 'round-settled',
    epoch: 1,
    lastEpochBlock,
    reason: 'weights-set',
    questions: 2,
    failures: 1,
    scores: [{ uid: 1, hotkey: 'miner1', score, round: score, findings: { right: score } }],
  }) as const

it('counts requests and failures for who asks and who is asked', () => {
  const tally = createTally()
  tally.expect('v', 2)
  tally.record('v', { type: 'started', role: 'validator', netuid: 2, uid: 0, hotkey: 'asker' })
  tally.record('v', answer(1, 50))
  tally.record('v', answer(1, 70))
  tally.record('v', answer(2, 9, 'timeout'))
  expect(tally.requests(2, 'asker')).toEqual({ requests: 3, failures: 1 })
  expect(tally.requests(2, 'miner1')).toEqual({ requests: 2, failures: 0 })
  expect(tally.requests(2, 'miner2')).toEqual({ requests: 1, failures: 1 })
  expect(tally.latency(2, 'miner1')).toBe(70)
  expect(tally.latency(2, 'miner2')).toBeNull()
  tally.record('v', answer(1, 10, null, 2))
  expect(tally.latency(2, 'miner1')).toBe(10)
})

it('waits for every validator of a subnet, and only for those', () => {
  const tally = createTally()
  tally.expect('a', 2)
  tally.expect('b', 2)
  tally.expect('c', 3)
  tally.record('a', settled(40, 1))
  expect(tally.settled(2, 40)).toBe(false)
  tally.record('b', settled(40, 0.5))
  expect(tally.settled(2, 40)).toBe(true)
  expect(tally.settled(2, 60)).toBe(false)
  expect(tally.score(2, 'miner1')).toBe(0.75)
  expect(tally.score(2, 'stranger')).toBeNull()
  expect(tally.findings(2, 'miner1')).toEqual({ right: 0.75 })
  expect(tally.findings(2, 'stranger')).toEqual({})
})
