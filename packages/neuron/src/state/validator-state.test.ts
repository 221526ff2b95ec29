import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ExchangeRecord, openValidatorState } from './validator-state.ts'

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'subnetkit-state-'))
  path = join(folder, 'validator.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const exchange = (id: string, epoch = 1): ExchangeRecord => ({
  id,
  epoch,
  source: 'synthetic',
  uid: 3,
  hotkey: '5Fminer',
  registeredAt: 9,
  route: 'sort',
  request: { numbers: [2, 1], raw: Uint8Array.of(7) },
  outcome: { response: { numbers: [1, 2] }, events: [], digest: 'ab' },
  timing: { sentMs: 1, firstByteMs: 2, doneMs: 3, bytes: 4 },
})

test('keeps exchanges with their verdicts, scores, rounds and receipts over a restart', () => {
  const first = openValidatorState(path, 'me')
  first.openRound({ epoch: 1, lastEpochBlock: 20, atMs: 5 })
  first.saveExchange(exchange('a'))
  first.saveExchange(exchange('b'))
  first.saveVerdict('a', { verdict: 'finding', finding: { right: 1 } })
  first.keepScores(1, [{ hotkey: '5Fminer', registeredAt: 9, score: 0.1 + 0.2, rounds: 1 }])
  first.saveReceipt({
    epoch: 1,
    atMs: 9,
    block: 21,
    inputs: [{ uid: 3, hotkey: '5Fminer', score: 1 }],
    uids: [3],
    weights: [65535],
    outcome: { accepted: true, hash: '0x1' },
  })
  first.close()

  const again = openValidatorState(path, 'me')
  expect(again.exchanges(1)).toEqual([
    { ...exchange('a'), verdict: { verdict: 'finding', finding: { right: 1 } } },
    { ...exchange('b'), verdict: undefined },
  ])
  expect(again.scores()).toEqual([{ hotkey: '5Fminer', registeredAt: 9, score: 0.1 + 0.2, rounds: 1 }])
  expect(again.round(1)).toEqual({ epoch: 1, lastEpochBlock: 20, status: 'scored', reason: null })
  expect(again.receipts()).toHaveLength(1)
  again.settleRound(1, 'weights-set')
  expect(again.round(1)?.status).toBe('settled')
  again.close()
})

test('opening a round twice does not reopen it', () => {
  const state = openValidatorState(path, 'me')
  state.openRound({ epoch: 1, lastEpochBlock: 20, atMs: 5 })
  state.settleRound(1, 'no-permit')
  state.openRound({ epoch: 1, lastEpochBlock: 20, atMs: 6 })
  expect(state.round(1)?.status).toBe('settled')
  state.close()
})

test('forgets old epochs, not scores', () => {
  const state = openValidatorState(path, 'me')
  for (const epoch of [1, 2]) {
    state.openRound({ epoch, lastEpochBlock: 20, atMs: 5 })
    state.saveExchange(exchange(`x${epoch}`, epoch))
    state.saveVerdict(`x${epoch}`, { verdict: 'none' })
  }
  state.keepScores(2, [{ hotkey: '5Fminer', registeredAt: 9, score: 1, rounds: 2 }])
  state.prune(2)
  expect(state.round(1)).toBeUndefined()
  expect(state.exchanges(1)).toEqual([])
  expect(state.exchanges(2)).toHaveLength(1)
  expect(state.scores()).toHaveLength(1)
  state.close()
})

test('the file is its owner’s only', () => {
  openValidatorState(path, 'me').close()
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('one process writes it: a second opener is refused', () => {
  const state = openValidatorState(path, 'me')
  expect(() => openValidatorState(path, 'me')).toThrow(expect.objectContaining({ code: 'STATE_LOCKED' }))
  state.close()
})

test('a file of another neuron is refused', () => {
  openValidatorState(path, 'me').close()
  expect(() => openValidatorState(path, 'you')).toThrow(expect.objectContaining({ code: 'STATE_MISMATCH' }))
})

test('a file of a newer program is refused', () => {
  openValidatorState(path, 'me').close()
  const db = new Database(path)
  db.exec('pragma user_version = 999')
  db.close()
  expect(() => openValidatorState(path, 'me')).toThrow(expect.objectContaining({ code: 'STATE_TOO_NEW' }))
})

test('a file that is no database is refused', () => {
  writeFileSync(path, 'this is no database at all, whatever its name says. '.repeat(40))
  expect(() => openValidatorState(path, 'me')).toThrow(expect.objectContaining({ code: 'STATE_UNREADABLE' }))
})
