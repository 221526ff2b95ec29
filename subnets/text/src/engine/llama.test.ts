import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Prompt } from '../contract.ts'
import { llamaEngine } from './llama-engine.ts'
import { type LlamaServer, openLlamaServer } from './llama-server.ts'
import { llamaVerifier } from './llama-verifier.ts'
import { answerOf, asked, withTokens } from './testing/answer-of.ts'
import { type StandIn, type StandInRoute, sendEvents, sendJson } from './testing/stand-in.ts'
import { toyLlamaServer } from './testing/toy-llama-server.ts'
import { toyModel } from './testing/toy-model.ts'
import type { Answer, TextEngine, TextVerifier } from './text-engine.ts'

let engineSide: StandIn
let server: LlamaServer
let engine: TextEngine
let verifier: TextVerifier

const { signal } = new AbortController()
const configOf = ({ url }: StandIn) => ({ kind: 'llama.cpp' as const, url, model: 'toy' })
beforeAll(async () => {
  engineSide = await toyLlamaServer()
  server = await openLlamaServer(configOf(engineSide), signal)
  engine = llamaEngine(server)
  // A server of its own: it has found out nothing of what miners may send.
  verifier = llamaVerifier(await openLlamaServer(configOf(engineSide), signal))
})
afterAll(() => engineSide.close())

const seeds = Array.from({ length: 12 }, (_, i) => `seed ${i}`)
const answers = (change: Partial<Prompt> = {}): Promise<Answer[]> =>
  Promise.all(seeds.map((seed) => answerOf(engine, { ...asked, ...change, seed })))
/** Those that the model did not end by itself. */
const longAnswers = async (change: Partial<Prompt> = {}): Promise<Answer[]> => {
  const long = (await answers(change)).filter(({ completion }) => completion.finish === 'length')
  expect(long.length).toBeGreaterThan(3)
  return long
}

describe('an honest miner behind llama-server', () => {
  test.each<[string, Partial<Prompt>]>([
    ['plainly', {}],
    ['with topK', { topK: 3 }],
    ['with topP', { topP: 0.6 }],
    ['with both, warm', { topK: 8, topP: 0.9, temperature: 1.7 }],
    ['with stop strings', { stop: ['sea', '. fox', '🦊'] }],
    ['for one token', { maxTokens: 1 }],
    [
      'in a conversation',
      {
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: 'Hello.' },
          { role: 'assistant', content: 'Hello!' },
          ...asked.messages,
        ],
      },
    ],
  ])('answers so that every answer is proven, asked %s', async (_, change) => {
    for (const answer of await answers(change)) {
      expect(await verifier.verify(answer)).toMatchObject({ ok: true, matching: 1 })
      expect(answer.completion.text).not.toContain('\uFFFD')
      for (const stop of answer.request.stop) expect(answer.completion.text).not.toContain(stop)
    }
  })

  test('finds out the tokens inside characters that the server does not tell', async () => {
    const made = await answers()
    const withFox = made.filter(({ completion }) => completion.text.includes('🦊'))
    expect(withFox.length).toBeGreaterThan(0)
    for (const { completion } of withFox) {
      const at = completion.tokens.indexOf(toyModel.firstOfFox)
      expect(completion.tokens.slice(at, at + 3)).toEqual([10, 11, 12])
    }
  })

  test('shows tokens without text as validators see them, and ends with the end token', async () => {
    const made = await answers({ maxTokens: 200 })
    const turned = made.filter(({ completion }) => completion.tokens.includes(toyModel.turn))
    expect(turned.length).toBeGreaterThan(0)
    for (const { completion } of turned) expect(completion.text).toContain('<turn>')
    const ended = made.filter(({ completion }) => completion.finish === 'stop')
    expect(ended.length).toBeGreaterThan(0)
    for (const { completion } of ended) {
      expect(completion.tokens.at(-1)).toBe(toyModel.end)
      expect(completion.text).not.toContain('<end>')
    }
  })

  test('never sends stop strings on, and dictates the sampler', async () => {
    await answerOf(engine, { ...asked, stop: ['sea'] })
    const sent = engineSide.calls.findLast(({ body }) => (body as { stream?: boolean })?.stream)?.body
    expect(sent).toMatchObject({ samplers: ['top_k', 'temperature', 'top_p'], top_k: 40, top_p: 1 })
    expect(sent).not.toHaveProperty('stop')
  })
})

describe('a miner that does something else', () => {
  const passing = async (change: (answer: Answer) => Answer, made?: Answer[]) => {
    const proofs = await Promise.all(
      (made ?? (await longAnswers())).map((each) => verifier.verify(change(each))),
    )
    return proofs.filter(({ ok }) => ok).length
  }
  const instead = (change: Partial<Prompt>) => async () =>
    passing(
      (answer) => ({ ...answer, request: { ...asked, seed: answer.request.seed } }),
      await longAnswers(change),
    )

  test.each<[string, () => Promise<number>]>([
    ['is nearly greedy', instead({ temperature: 0.05 })],
    ['is warmer', instead({ temperature: 1.2 })],
    ['draws from fewer tokens', instead({ topK: 4 })],
    ['answers another question', instead({ messages: [{ role: 'user', content: 'Something else.' }] })],
    [
      'uses another seed',
      () => passing((answer) => ({ ...answer, request: { ...answer.request, seed: 'my own' } })),
    ],
    ['answers half', instead({ maxTokens: 20 })],
  ])('one that %s is refuted nearly always', async (_, found) => {
    expect(await found()).toBeLessThanOrEqual(1)
  })

  test.each<[string, (answer: Answer) => Answer]>([
    [
      'the end token in the middle',
      (answer) => withTokens(answer, { tokens: answer.completion.tokens.with(-1, 0), finish: 'stop' }),
    ],
    [
      'a stop that is none',
      (answer) => withTokens(answer, { finish: answer.completion.finish === 'stop' ? 'length' : 'stop' }),
    ],
    ['another text', (answer) => withTokens(answer, { text: 'Once upon a time.' })],
    [
      'logprobs of other weights',
      (answer) => withTokens(answer, { logprobs: answer.completion.logprobs.map((each) => each - 0.07) }),
    ],
    [
      'tokens that do not exist',
      (answer) => withTokens(answer, { tokens: answer.completion.tokens.with(0, 999_999) }),
    ],
    ['nothing', (answer) => withTokens(answer, { tokens: [], text: '' })],
    [
      'more tokens than asked for',
      (answer) => withTokens(answer, { tokens: [...answer.completion.tokens, ...Array(40).fill(2)] }),
    ],
    ['events that say something else', (answer) => ({ ...answer, events: answer.events.slice(1) })],
    [
      'more prompt tokens',
      (answer) => ({
        ...answer,
        completion: { ...answer.completion, usage: { ...answer.completion.usage, promptTokens: 9 } },
      }),
    ],
    [
      'a prompt that the model has no room for',
      (answer) => ({ ...answer, request: { ...answer.request, maxTokens: 299 } }),
    ],
  ])('one that sends %s is refuted, not thrown', async (_, change) => {
    expect(await passing(change)).toBe(0)
  })

  test('an answer with the wrong end costs no replay', async () => {
    const answer = await answerOf(engine, asked)
    const before = engineSide.calls.length
    await verifier.verify({ ...answer, events: [] })
    expect(engineSide.calls.length).toBe(before)
  })
})

describe('what an engine gets wrong', () => {
  const openWith = async (
    changes: Record<string, StandInRoute>,
    use: (opened: LlamaServer) => Promise<void>,
  ) => {
    const wrong = await toyLlamaServer()
    try {
      const opened = await openLlamaServer(configOf(wrong), signal)
      Object.assign(wrong.routes, changes)
      await use(opened)
    } finally {
      await wrong.close()
    }
  }
  const chunk = (id: number, text: string) => ({
    choices: [{ text, logprobs: { content: [{ id, logprob: -1 }] }, finish_reason: null }],
  })
  const finished = (reason: string) => ({ choices: [{ text: '', logprobs: null, finish_reason: reason }] })

  test.each<[string, Record<string, StandInRoute>, string]>([
    [
      'another model',
      { '/v1/models': () => ({ data: [{ id: 'other', meta: { n_vocab: 9 } }] }) },
      'ENGINE_UNFIT',
    ],
    ['an engine of another kind', { '/v1/models': () => ({ data: [{ id: 'toy' }] }) }, 'ENGINE_UNFIT'],
    ['no list of models', { '/v1/models': (_, response) => sendJson(response, 401, {}) }, 'ENGINE_REFUSED'],
    ['no properties', { '/props': () => ({}) }, 'ENGINE_BROKEN'],
    [
      'more than one slot',
      { '/props': () => ({ total_slots: 4, default_generation_settings: { n_ctx: 300 } }) },
      'ENGINE_UNFIT',
    ],
  ])('%s is found at the start', async (_, changes, code) => {
    const wrong = await toyLlamaServer(changes)
    await expect(openLlamaServer(configOf(wrong), signal)).rejects.toMatchObject({ code })
    await wrong.close()
  })

  test('an alias is as good as the name', async () => {
    const opened = await openLlamaServer({ ...configOf(engineSide), model: 'toy-1' }, signal)
    expect(opened.vocabulary).toBe(toyModel.vocabulary)
  })

  test('a question without room is refused with 400 and in our own words, whoever notices', async () => {
    const messages = [{ role: 'user' as const, content: 'x'.repeat(290) }]
    const long = answerOf(engine, { ...asked, messages })
    await expect(long).rejects.toMatchObject({ code: 'BODY_INVALID' })
    const error = { code: 400, message: 'too long', type: 'exceed_context_size_error' }
    await openWith(
      { '/v1/completions': (_, response) => sendJson(response, 400, { error }) },
      async (opened) => {
        await expect(answerOf(llamaEngine(opened), asked)).rejects.toMatchObject({ code: 'BODY_INVALID' })
      },
    )
  })

  test.each<[string, StandInRoute, string]>([
    ['ends without a finish', (_, response) => sendEvents(response, [chunk(2, ' a')]), 'ENGINE_BROKEN'],
    [
      'ends too early',
      (_, response) => sendEvents(response, [chunk(2, ' a'), finished('length')]),
      'ENGINE_BROKEN',
    ],
    ['does not stream', () => ({ choices: [{ text: 'a', finish_reason: 'stop' }] }), 'ENGINE_BROKEN'],
    [
      'tells no ids',
      (_, response) =>
        sendEvents(response, [
          { choices: [{ text: 'a', logprobs: { content: [{ token: 'a', logprob: -1 }] } }] },
        ]),
      'ENGINE_BROKEN',
    ],
    [
      'fails',
      (_, response) => sendJson(response, 500, { error: { code: 500, message: 'boom' } }),
      'ENGINE_REFUSED',
    ],
  ])('one that %s is an error of the miner', async (_, route, code) => {
    await openWith({ '/v1/completions': route }, async (opened) => {
      await expect(answerOf(llamaEngine(opened), asked)).rejects.toMatchObject({ code })
    })
  })

  test('one token more than asked for is left out', async () => {
    const events = [chunk(2, ' a'), chunk(3, ' fox'), chunk(4, ' sat'), finished('length')]
    await openWith({ '/v1/completions': (_, response) => sendEvents(response, events) }, async (opened) => {
      const { completion } = await answerOf(llamaEngine(opened), { ...asked, maxTokens: 2 })
      expect(completion).toMatchObject({ text: ' a fox', tokens: [2, 3], finish: 'length' })
      expect(completion.usage.completionTokens).toBe(2)
    })
  })

  test('an abort is passed on', async () => {
    let hungUp: Promise<unknown> = Promise.resolve()
    const route: StandInRoute = (_, response) => {
      hungUp = new Promise((resolve) => response.once('close', () => resolve(response.writableFinished)))
      response.writeHead(200).write(`data: ${JSON.stringify(chunk(2, ' a'))}\n\n`)
    }
    await openWith({ '/v1/completions': route }, async (opened) => {
      const stop = new AbortController()
      const reason = new Error('the caller has left')
      const generation = llamaEngine(opened).generate(asked, stop.signal)
      expect(await generation.next()).toMatchObject({ value: { token: 2 } })
      stop.abort(reason)
      await expect(generation.next()).rejects.toBe(reason)
      expect(await hungUp).toBe(false)
    })
  })

  test("a validator's own engine that fails is its own fault", async () => {
    const answer = await answerOf(engine, asked)
    await openWith({ '/v1/completions': (_, response) => sendJson(response, 503, {}) }, async (opened) => {
      await expect(llamaVerifier(opened).verify(answer)).rejects.toMatchObject({ code: 'ENGINE_REFUSED' })
    })
  })
})
