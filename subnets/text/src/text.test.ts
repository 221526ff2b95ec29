import { copier, lazy } from '@subnetkit/characters'
import { seededRandom } from '@subnetkit/core'
import { createModels, languageModel, type Models } from '@subnetkit/models'
import { type Rehearsal, rehearse } from '@subnetkit/neuron/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { characters } from './characters.ts'
import { type Completion, contract } from './contract.ts'
import { modelVerifier } from './engine/own-model.ts'
import type { Finding } from './finding.ts'
import { miner } from './miner.ts'
import { modelManifest } from './model.ts'
import { validator } from './validator.ts'

const cheat = characters.find(({ name }) => name === 'cheat')

let models: Models
let played: Rehearsal
beforeAll(async () => {
  models = createModels({ workers: 1 })
  const subnet = {
    contract,
    miner,
    validator: { ...validator, schedule: { ...validator.schedule, deadlineMs: 60_000 } },
  }
  played = await rehearse({ subnet, cast: { honest: undefined, lazy, copier, cheat }, models, epochs: 2 })
}, 180_000)
afterAll(() => models.close())

const findingsOf = (name: string): Finding[] =>
  played.exchanges.flatMap((exchange) =>
    exchange.name === name && exchange.verdict?.verdict === 'finding'
      ? [exchange.verdict.finding as Finding]
      : [],
  )

describe('a cast of four over real HTTP, with the real model', () => {
  test('nothing went wrong and everybody answered', () => {
    expect(played.errors).toEqual([])
    expect(played.exchanges.map(({ outcome }) => outcome).filter((outcome) => 'failure' in outcome)).toEqual(
      [],
    )
  })
  test('honest answers are all valid', () => {
    expect(findingsOf('honest')).toHaveLength(8)
    for (const finding of findingsOf('honest')) {
      expect(finding).toMatchObject({ valid: true, matching: 1 })
      expect(finding.logprobError).toBeLessThan(1e-3)
    }
    expect(played.scores.honest).toBeGreaterThan(0.8)
  })
  test.each(['lazy', 'copier', 'cheat'])('%s has less than 3 %% of the honest score', (name) => {
    expect(played.scores[name]).toBeLessThan(0.03 * played.scores.honest!)
  })
  test('the cheat saves work and looks fluent, and no answer of its passes', () => {
    expect(findingsOf('cheat').filter(({ valid }) => valid)).toEqual([])
    for (const { matching } of findingsOf('cheat')) expect(matching).toBeGreaterThan(0.1)
  })
  test('every question is another one', () => {
    const requests = played.exchanges.map(({ request }) => JSON.stringify(request))
    expect(new Set(requests).size).toBe(requests.length)
  })
})

describe('an answer that was altered after the fact', () => {
  type Exchange = Parameters<typeof validator.verify>[0]['exchange']
  const verify = async (change: (answer: Completion, events: Exchange['outcome']['events']) => object) => {
    const verifier = modelVerifier(await languageModel(models, modelManifest))
    const found = played.exchanges.find(({ name }) => name === 'honest') as unknown as Exchange
    const { outcome } = structuredClone(found)
    const altered = { ...outcome, ...change(outcome.response, outcome.events) }
    const events = altered.events.map(({ data }) => data)
    const { response: completion } = altered
    const { signal } = new AbortController()
    const random = seededRandom('altered')
    return verifier.verify({ request: found.request, events, completion, random, signal })
  }
  test('unaltered it is valid', async () => {
    expect(await verify(() => ({}))).toMatchObject({ ok: true })
  })
  test.each<[string, (answer: Completion) => Partial<Completion>]>([
    ['another token', ({ tokens }) => ({ tokens: tokens.with(3, (tokens[3]! + 1) % 700) })],
    [
      'cut short',
      ({ tokens, logprobs }) => ({ tokens: tokens.slice(0, -4), logprobs: logprobs.slice(0, -4) }),
    ],
    ['no tokens at all', () => ({ tokens: [], logprobs: [], text: '' })],
    ['tokens that do not exist', ({ tokens }) => ({ tokens: tokens.map(() => 999_999) })],
    ['invented logprobs', ({ logprobs }) => ({ logprobs: logprobs.map(() => -0.1) })],
    ['another text', () => ({ text: 'Once upon a time.' })],
    ['another finish', ({ finish }) => ({ finish: finish === 'stop' ? 'length' : 'stop' })],
    [
      'usage blown up',
      ({ usage }) => ({ usage: { ...usage, completionTokens: usage.completionTokens * 2 } }),
    ],
  ])('%s is refuted, not thrown', async (_, change) => {
    expect(await verify((answer) => ({ response: { ...answer, ...change(answer) } }))).toMatchObject({
      ok: false,
    })
  })
  test('a stream that tells another story than the response is refuted', async () => {
    expect(await verify((_, events) => ({ events: events.slice(1) }))).toMatchObject({ ok: false })
    const shifted = (_: Completion, events: Exchange['outcome']['events']) => ({
      events: events.map((event) => ({ ...event, data: { ...event.data, text: 'x' } })),
    })
    expect(await verify(shifted)).toMatchObject({ ok: false })
  })
})
