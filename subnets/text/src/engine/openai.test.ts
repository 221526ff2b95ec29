import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Prompt } from '../contract.ts'
import { openaiEngine } from './openai-engine.ts'
import { openOpenaiServer } from './openai-server.ts'
import { openaiVerifier } from './openai-verifier.ts'
import { answerOf, asked, withTokens } from './testing/answer-of.ts'
import { type StandIn, type StandInRoute, sendEvents, sendJson } from './testing/stand-in.ts'
import { type Habits, toyVllm } from './testing/toy-vllm.ts'
import type { Answer, TextEngine, TextVerifier } from './text-engine.ts'

const { signal } = new AbortController()
const opened: StandIn[] = []
const open = async (habits: Partial<Habits> = {}, changes: Record<string, StandInRoute> = {}) => {
  const engine = await toyVllm(habits)
  Object.assign(engine.routes, changes)
  opened.push(engine)
  return openOpenaiServer({ kind: 'openai', url: engine.url, model: 'toy' }, signal)
}
afterAll(() => Promise.all(opened.map((engine) => engine.close())))

let engine: TextEngine
let verifier: TextVerifier
beforeAll(async () => {
  engine = openaiEngine(await open())
  verifier = openaiVerifier(await open())
})

const plain: Prompt = { ...asked, temperature: 1, maxTokens: 80 }
const seeds = Array.from({ length: 20 }, (_, i) => `seed ${i}`)
const answers = (change: Partial<Prompt> = {}, by = engine): Promise<Answer[]> =>
  Promise.all(seeds.map((seed) => answerOf(by, { ...plain, ...change, seed })))
const passing = async (made: readonly Answer[]): Promise<number> =>
  (await Promise.all(made.map((each) => verifier.verify(each)))).filter(({ ok }) => ok).length

describe('an honest miner behind an engine with its own sampler', () => {
  test.each<[string, Partial<Habits>]>([
    ['as vLLM does', {}],
    ['with ids among the log-probabilities', { ids: 'id' }],
    ['without usage', { usage: false }],
    ['in bundles of three tokens', { bundle: 3 }],
  ])('passes, streamed %s', async (_, habits) => {
    const by = openaiEngine(await open(habits))
    expect(await passing(await answers({}, by))).toBe(seeds.length)
  })

  test.each<[string, Partial<Prompt>]>([
    ['topK', { topK: 4, temperature: 0.8 }],
    ['stop strings', { stop: ['sea', ' fox by'] }],
    ['one token', { maxTokens: 1 }],
  ])('passes with %s', async (_, change) => {
    expect(await passing(await answers(change))).toBe(seeds.length)
  })

  test('counts by itself what the engine does not', async () => {
    const [counted, told] = [openaiEngine(await open({ usage: false })), engine]
    const usage = async (by: TextEngine) => (await answerOf(by, plain)).completion.usage
    expect(await usage(counted)).toEqual(await usage(told))
  })
})

describe('a miner that does something else', () => {
  const long = async (change: Partial<Prompt>): Promise<Answer[]> =>
    (await answers(change))
      .filter(({ completion }) => completion.tokens.length > 30)
      .map((answer) => ({ ...answer, request: { ...answer.request, temperature: 1, topK: undefined } }))

  test.each<[string, Partial<Prompt>]>([
    ['is nearly greedy', { temperature: 0.05 }],
    ['takes the likeliest alone', { topK: 1 }],
  ])('one that %s is refuted', async (_, change) => {
    const made = await long(change)
    expect(made.length).toBeGreaterThan(3)
    expect(await passing(made)).toBe(0)
  })

  test.each<[string, (answer: Answer) => Answer]>([
    [
      'text that it made up',
      (answer) => withTokens(answer, { tokens: answer.completion.tokens.map((_, i) => 2 + ((i * 5) % 7)) }),
    ],
    [
      'logprobs of another model',
      (answer) => withTokens(answer, { logprobs: answer.completion.logprobs.map((each) => each / 2) }),
    ],
    ['another text', (answer) => withTokens(answer, { text: 'Once.' })],
    ['half an answer', (answer) => withTokens(answer, { tokens: answer.completion.tokens.slice(0, 20) })],
    [
      'a stop that is none',
      (answer) => withTokens(answer, { finish: answer.completion.finish === 'stop' ? 'length' : 'stop' }),
    ],
    ['nothing', (answer) => withTokens(answer, { tokens: [], text: '' })],
    ['events that say something else', (answer) => ({ ...answer, events: answer.events.slice(1) })],
    [
      'more prompt tokens',
      (answer) => ({
        ...answer,
        completion: { ...answer.completion, usage: { ...answer.completion.usage, promptTokens: 9 } },
      }),
    ],
  ])('one that sends %s is refuted, not thrown', async (_, change) => {
    expect(await passing((await long({})).map(change))).toBe(0)
  })
})

describe('what an engine gets wrong', () => {
  test('another model is found at the start', async () => {
    const url = opened[0]!.url
    const opening = openOpenaiServer({ kind: 'openai', url, model: 'other' }, signal)
    await expect(opening).rejects.toMatchObject({ code: 'ENGINE_UNFIT' })
  })

  test.each<[string, Partial<Habits>]>([
    ['no token ids', { ids: 'none' }],
    ['no log-probabilities', { logprobs: false }],
  ])('%s makes it unfit', async (_, habits) => {
    const by = openaiEngine(await open(habits))
    await expect(answerOf(by, plain)).rejects.toMatchObject({ code: 'ENGINE_UNFIT' })
  })

  const delta = (content: string, finish: string | null, ids: number[]) => ({
    choices: [
      {
        delta: { content },
        finish_reason: finish,
        token_ids: ids,
        logprobs: { content: ids.map(() => ({ token: content, logprob: -1 })) },
      },
    ],
  })
  test.each<[string, StandInRoute, string]>([
    [
      'ends without a finish',
      (_, response) => sendEvents(response, [delta(' a', null, [2])]),
      'ENGINE_BROKEN',
    ],
    ['filters', (_, response) => sendEvents(response, [delta('', 'content_filter', [])]), 'ENGINE_BROKEN'],
    [
      'fails in the middle',
      (_, response) =>
        sendEvents(response, [delta(' a', null, [2]), { error: { message: 'boom', code: 500 } }]),
      'ENGINE_BROKEN',
    ],
    [
      'fails',
      (_, response) => sendJson(response, 500, { error: { code: 500, message: 'boom' } }),
      'ENGINE_REFUSED',
    ],
    [
      'has no room',
      (_, response) =>
        sendJson(response, 400, {
          object: 'error',
          message: 'maximum context length is 300 tokens',
          code: 400,
        }),
      'BODY_INVALID',
    ],
  ])('one that %s is an error with a code', async (_, route, code) => {
    const by = openaiEngine(await open({}, { '/v1/chat/completions': route }))
    await expect(answerOf(by, plain)).rejects.toMatchObject({ code })
  })

  test('one token more than asked for is left out', async () => {
    const events = [delta(' a', null, [2]), delta(' fox', null, [3]), delta(' sat', 'length', [4])]
    const by = openaiEngine(
      await open({}, { '/v1/chat/completions': (_, response) => sendEvents(response, events) }),
    )
    const { completion } = await answerOf(by, { ...plain, maxTokens: 2 })
    expect(completion).toMatchObject({ text: ' a fox', tokens: [2, 3], finish: 'length' })
  })

  test("a validator's own engine that scores nothing is its own fault", async () => {
    const answer = (await answers()).find(({ completion }) => completion.tokens.length > 30)!
    const broken = openaiVerifier(
      await open(
        {},
        { '/v1/completions': () => ({ choices: [{ finish_reason: 'length', prompt_logprobs: [] }] }) },
      ),
    )
    await expect(broken.verify(answer)).rejects.toMatchObject({ code: 'ENGINE_BROKEN' })
  })
})
