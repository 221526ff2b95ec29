import { seededRandom } from '@subnetkit/core'
import type { CharacterTools, PastAnswer, Peer, Work, WorkCall } from '@subnetkit/neuron'
import { expect, test } from 'vitest'
import { cheaper } from './cheaper.ts'
import { collector } from './collector.ts'
import { copier } from './copier.ts'
import { garbage, scramble } from './garbage.ts'
import { findCharacter, generalCharacters } from './general-characters.ts'
import { lazy } from './lazy.ts'
import { quantised } from './quantised.ts'
import { slow } from './slow.ts'
import { sybil } from './sybil.ts'

let worked = 0
const work: Work = async function* (call) {
  worked++
  yield `event of ${String(call.request)}`
  return `answer to ${String(call.request)}`
}
const callOf = (request: string, route = 'ask'): WorkCall => ({
  route,
  request,
  caller: { hotkey: 'v', uid: 0, stake: 0n, validatorPermit: true },
  signal: new AbortController().signal,
  params: {},
})

/** Plays a character the way the runtime does: what it answers becomes its history. */
function play(wrap: NonNullable<(typeof lazy)['wrap']>, peers: readonly Peer[] = []) {
  worked = 0
  const history: PastAnswer[] = []
  const tools: CharacterTools = { netuid: 1, peers: () => peers, history, random: seededRandom('test') }
  const acting = wrap(work, tools)
  return async (request: string, route?: string) => {
    const events: unknown[] = []
    const answer = acting(callOf(request, route))
    let step = await answer.next()
    for (; !step.done; step = await answer.next()) events.push(step.value)
    history.push({ route: route ?? 'ask', request, events, response: step.value })
    return { events, response: step.value }
  }
}

const peer = (answers: boolean): Peer & { asked: string[] } => {
  const asked: string[] = []
  return {
    uid: 1,
    hotkey: 'p',
    asked,
    async ask({ route, request }) {
      asked.push(String(request))
      return answers ? { route, request, events: ['stolen event'], response: `stolen ${request}` } : undefined
    },
  }
}

test('lazy works once a route and gives that answer to everybody', async () => {
  const ask = play(lazy.wrap!)
  expect(await ask('a')).toEqual({ events: ['event of a'], response: 'answer to a' })
  expect(await ask('b')).toEqual({ events: ['event of a'], response: 'answer to a' })
  expect(await ask('c', 'other')).toMatchObject({ response: 'answer to c' })
  expect(worked).toBe(2)
})

test('lazy works once also when many ask at the same time', async () => {
  const ask = play(lazy.wrap!)
  const answers = await Promise.all(['a', 'b', 'c'].map((request) => ask(request)))
  expect(worked).toBe(1)
  expect(new Set(answers.map(({ response }) => response)).size).toBe(1)
})

test('copier relays what it is asked, events and all', async () => {
  const generous = peer(true)
  const ask = play(copier.wrap!, [generous])
  expect(await ask('a')).toEqual({ events: ['stolen event'], response: 'stolen a' })
  expect(generous.asked).toEqual(['a'])
  expect(worked).toBe(0)
})

test('copier, refused, repeats itself and works only when it has nothing', async () => {
  const strict = peer(false)
  const ask = play(copier.wrap!, [strict])
  await ask('a')
  expect(await ask('b')).toEqual({ events: ['event of a'], response: 'answer to a' })
  expect(strict.asked).toEqual(['a', 'b'])
  expect(worked).toBe(1)
})

test('collector works eight times, then sells from stock, and the very answer when a question comes back', async () => {
  const ask = play(collector.wrap!)
  for (let n = 0; n < 8; n++) await ask(`q${n}`)
  const later = await ask('q99')
  expect(later.response).toMatch(/^answer to q[0-7]$/)
  expect(await ask('q3')).toEqual({ events: ['event of q3'], response: 'answer to q3' })
  expect(worked).toBe(8)
})

test('garbage has the shape of an answer and none of its sense', async () => {
  const ask = play(garbage.wrap!)
  const { events, response } = await ask('a long question')
  expect(events).toHaveLength(1)
  expect(response).toHaveLength('answer to a long question'.length)
  expect(response).not.toBe('answer to a long question')
  await ask('b')
  expect(worked).toBe(1)
})

test('garbage in bytes keeps the beginning, where a format is told, and the length', () => {
  const picture = Uint8Array.from({ length: 500 }, (_, i) => i)
  const made = scramble(picture, seededRandom('bytes')) as Uint8Array
  expect(made).toHaveLength(500)
  expect(made.subarray(0, 64)).toEqual(Buffer.from(picture.subarray(0, 64)))
  const kept = made.filter((byte, i) => byte === picture[i]).length
  expect(kept).toBeLessThan(64 + 20)
  expect(scramble(picture.subarray(0, 10), seededRandom('bytes'))).toHaveLength(10)
})

test('sybils give every answer twice', async () => {
  const [one, other] = [play(sybil.wrap!), play(sybil.wrap!)]
  expect(await one('a', 'twins')).toMatchObject({ response: 'answer to a' })
  expect(await other('b', 'twins')).toEqual({ events: ['event of a'], response: 'answer to a' })
  expect(worked).toBe(1)
  expect(await other('c', 'twins')).toMatchObject({ response: 'answer to c' })
})

test('slow answers as it should, after four seconds, and stops waiting when the caller has gone', async () => {
  const gone = new AbortController()
  const answer = slow.wrap!(work, { netuid: 1, peers: () => [], history: [], random: seededRandom('test') })
  const first = answer({ ...callOf('a'), signal: gone.signal }).next()
  gone.abort()
  await expect(first).rejects.toThrow()
  expect(await play(slow.wrap!)('a')).toMatchObject({ response: 'answer to a' })
}, 10_000)

test('names are unique, and a subnet’s own character comes before a general one', () => {
  expect(new Set(generalCharacters.map(({ name }) => name)).size).toBe(generalCharacters.length)
  const own = { ...lazy, description: 'ours' }
  expect(findCharacter('lazy', [own])?.description).toBe('ours')
  expect(findCharacter('nobody')).toBeUndefined()
})

test('cheaper and quantised run another model, close to the one they should', () => {
  const weights = Float32Array.from({ length: 1_000 }, (_, i) => Math.sin(i * i))
  const different = (character: typeof cheaper): number => {
    const changed = character.alteration!.change(weights)
    return changed.filter((weight, i) => weight !== weights[i]).length / weights.length
  }
  expect(different(cheaper)).toBeCloseTo(0.5, 1)
  expect(cheaper.alteration!.change(weights).filter((weight) => weight === 0).length).toBeGreaterThan(480)
  expect(different(quantised)).toBeGreaterThan(0.9)
  expect(new Set(quantised.alteration!.change(weights)).size).toBeLessThanOrEqual(15)
  const none = new Float32Array(64)
  expect(quantised.alteration!.change(none)).toEqual(none)
})
