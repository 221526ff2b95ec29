import { setTimeout as sleep } from 'node:timers/promises'
import { type Hotkey, type Random, seededRandom, type Uid } from '@subnetkit/core'
import { defineContract, json, post } from '@subnetkit/protocol'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { AnyValidator } from '../any-subnet.ts'
import type { Ask } from '../exchange.ts'
import type { NeuronView } from '../neuron-view.ts'
import { planRound } from './plan-round.ts'

const contract = defineContract({
  name: 'dice',
  version: 1,
  routes: { roll: post('/roll', { request: json(z.number()), response: json(z.number()) }) },
})
const neuron = (uid: number) =>
  ({ uid: uid as Uid, hotkey: `h${uid}` as Hotkey, registeredAt: 1 }) as NeuronView

type From = { ask: Ask<(typeof contract)['routes']>; random: Random; neuron: NeuronView }
function plan(challenge: (from: From) => unknown, errors: unknown[] = []) {
  const validator = { schedule: { questions: 2, deadlineMs: 1 }, challenge } as unknown as AnyValidator
  return planRound({
    contract,
    validator,
    env: undefined,
    random: seededRandom('secret'),
    epoch: 3,
    neurons: [neuron(1), neuron(2)],
    onError: (error) => errors.push(error),
  })
}
const roll = ({ ask, random }: From) => [ask('roll', random.integer(1e6)), ask('roll', random.integer(1e6))]

test('questions that take time to make are the same as those that take none', async () => {
  const slowly = async (from: From) => {
    await sleep(1)
    return roll(from)
  }
  const made = await plan(roll)
  expect(await plan(slowly)).toEqual(made)
  expect(made.map(({ id }) => id)).toEqual(
    ['h1@1', 'h2@1'].flatMap((key) => ['0.0', '0.1', '1.0', '1.1'].map((number) => `3/${key}/${number}`)),
  )
  expect(new Set(made.map(({ question }) => question.request)).size).toBe(8)
})

test('a challenge that rejects costs that neuron its questions and nobody else', async () => {
  const errors: unknown[] = []
  const made = await plan(async (from) => {
    if (from.neuron.uid === 1) throw new Error('no idea')
    return roll(from)
  }, errors)
  expect(made.map(({ neuron: { uid } }) => uid)).toEqual([2, 2, 2, 2])
  expect(errors).toEqual([expect.objectContaining({ code: 'CHALLENGE_FAILED' })])
})

test('a route that the contract has not is the challenge’s fault', async () => {
  const errors: unknown[] = []
  expect(await plan(({ ask }) => ask('rol' as 'roll', 1), errors)).toEqual([])
  expect(errors).toHaveLength(2)
})
