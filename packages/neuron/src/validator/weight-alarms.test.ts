import { expect, test } from 'vitest'
import { weightAlarms } from './weight-alarms.ts'

const codes = (block: number, lastUpdate: number, last?: { block: number; accepted: boolean }) =>
  weightAlarms(
    { block, tempo: 20 },
    { lastUpdate },
    last && {
      block: last.block,
      outcome: last.accepted
        ? { accepted: true, hash: '0x1' }
        : { accepted: false, code: 'X', message: 'refused' },
    },
  ).map(({ code }) => code)

test('weights that came into a block are no alarm', () => {
  expect(codes(120, 101, { block: 100, accepted: true })).toEqual([])
})

test('weights that the pool took and no block has are told', () => {
  expect(codes(120, 90, { block: 100, accepted: true })).toEqual(['WEIGHTS_NOT_APPLIED'])
})

test('a submission of this very moment is given its time', () => {
  expect(codes(101, 90, { block: 100, accepted: true })).toEqual([])
})

test('a refused submission has been told already', () => {
  expect(codes(120, 90, { block: 100, accepted: false })).toEqual([])
})

test('two epochs without weights are told', () => {
  const refused = { block: 100, accepted: false }
  expect(codes(140, 100, refused)).toEqual([])
  expect(codes(141, 100, refused)).toEqual(['WEIGHTS_STALE'])
})

test('a validator that has only begun has missed nothing', () => {
  expect(codes(9_999, 100)).toEqual([])
})
