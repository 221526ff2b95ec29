import { seededRandom } from '@subnetkit/core'
import type { WeightsDraft } from '@subnetkit/neuron'
import { expect, test } from 'vitest'
import { bribed } from './bribed.ts'
import { cabal } from './cabal.ts'
import { idle } from './idle.ts'
import { weightCopier } from './weight-copier.ts'

const neuron = (uid: number, coldkey = `c${uid}`, stake = 0n) => ({
  ...{
    uid,
    hotkey: `h${uid}`,
    coldkey,
    stake,
    registeredAt: 1,
    epochsRegistered: 9,
    validatorPermit: stake > 0n,
  },
  ...{ axon: null, commitment: null },
})

/** Validators 0 (the one that acts), 1 and 2; miners 3, 4 and 5, of which 5 is of validator 0's house. */
const draft = (rows: Record<number, [number, number][]> = {}): WeightsDraft =>
  ({
    scores: [3, 4, 5].map((uid) => ({ uid, hotkey: `h${uid}`, score: [0.9, 0.4, 0][uid - 3]! })),
    self: { uid: 0, hotkey: 'h0' },
    neurons: [
      neuron(0, 'c5', 100n),
      neuron(1, 'c1', 300n),
      neuron(2, 'c2', 100n),
      neuron(3),
      neuron(4),
      neuron(5),
    ],
    weights: async () => new Map(Object.entries(rows).map(([uid, row]) => [Number(uid), row])),
    random: seededRandom('validators'),
  }) as WeightsDraft
const weightsOf = async (by: typeof cabal, given: WeightsDraft) =>
  new Map((await by.adjustWeights!(given)).map(({ uid, score }) => [uid, score]))

test('a cabal pays the miners of its own coldkey and nobody else', async () => {
  expect(await weightsOf(cabal, draft())).toEqual(new Map([[5, 1]]))
})

test('a cabal without a miner votes honestly', async () => {
  const given = draft()
  expect(await weightsOf(cabal, { ...given, self: { uid: 1, hotkey: 'h1' } })).toEqual(
    new Map(given.scores.map(({ uid, score }) => [uid, score])),
  )
})

test('a weight copier votes the mean of the others by stake, and never its own last vote', async () => {
  const rows: Record<number, [number, number][]> = { 0: [[5, 9]], 1: [[3, 65_535]], 2: [[4, 7]] }
  expect(await weightsOf(weightCopier, draft(rows))).toEqual(
    new Map([
      [3, 300],
      [4, 100],
    ]),
  )
  expect((await weightsOf(weightCopier, draft())).get(3)).toBe(0.9)
})

test('an idle validator keeps what it has set first', async () => {
  expect((await weightsOf(idle, draft())).get(3)).toBe(0.9)
  expect(await weightsOf(idle, draft({ 0: [[4, 65_535]] }))).toEqual(new Map([[4, 65_535]]))
})

test('a bribed validator lifts the worst to the best and leaves the others', async () => {
  expect(await weightsOf(bribed, draft())).toEqual(
    new Map([
      [3, 0.9],
      [4, 0.4],
      [5, 0.9],
    ]),
  )
})
