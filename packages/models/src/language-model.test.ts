import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Message } from './conversation.ts'
import { measureEventLoopStall } from './event-loop-stall.ts'
import type { GenerateOptions } from './generation.ts'
import { type LanguageModel, languageModel } from './language-model.ts'
import { createModels } from './models.ts'

const models = createModels()
let model: LanguageModel
beforeAll(async () => {
  model = await languageModel(models, new URL('../fixtures/tiny/manifest.json', import.meta.url))
})
afterAll(() => models.close())

const asking = (content: string): Message[] => [{ role: 'user', content }]
const base = {
  messages: asking('Tell a story about a fox and a key.'),
  seed: 'one',
  temperature: 0.8,
  maxTokens: 60,
}

async function answer(options: GenerateOptions) {
  const tokens: number[] = []
  const logprobs: number[] = []
  let text = ''
  const events = model.generate(options)
  for (;;) {
    const { done, value } = await events.next()
    if (done) return { tokens, logprobs, text, finish: value.finish }
    tokens.push(value.token)
    logprobs.push(value.logprob)
    text += value.text
  }
}

const seeds = Array.from({ length: 8 }, (_, i) => `seed ${i}`)

describe('generate', () => {
  it('gives the same answer for the same seed, and others for others', async () => {
    const [first, again, other] = [
      await answer(base),
      await answer(base),
      await answer({ ...base, seed: 'two' }),
    ]
    expect(first).toEqual(again)
    expect(first.tokens).not.toEqual(other.tokens)
    expect(first.text).toBe(model.tokenizer.decode(first.tokens))
  })

  it('ends with the end token or at the limit', async () => {
    const answers = await Promise.all(seeds.map((seed) => answer({ ...base, seed, maxTokens: 1000 })))
    for (const { tokens, finish } of answers) {
      expect(tokens.indexOf(model.tokenizer.special.end)).toBe(finish === 'stop' ? tokens.length - 1 : -1)
    }
    expect(answers.some(({ finish }) => finish === 'stop')).toBe(true)
    expect((await answer({ ...base, maxTokens: 7 })).tokens).toHaveLength(7)
  })

  it('takes what was said before into account', async () => {
    const before: Message[] = [
      ...asking('Tell a story.'),
      { role: 'assistant', content: 'Once upon a time.' },
    ]
    const [alone, later] = [
      await answer(base),
      await answer({ ...base, messages: [...before, ...base.messages] }),
    ]
    expect(later.tokens).not.toEqual(alone.tokens)
  })

  it('draws from fewer tokens with topK and topP, down to the likeliest alone', async () => {
    const greedy = (await answer({ ...base, sampler: 'greedy' })).tokens
    expect((await answer({ ...base, topK: 1 })).tokens).toEqual(greedy)
    expect((await answer({ ...base, topP: 1e-6 })).tokens).toEqual(greedy)
    const plain = (await answer(base)).tokens
    expect((await answer({ ...base, topK: 1000, topP: 1 })).tokens).toEqual(plain)
    expect((await answer({ ...base, topK: 5 })).tokens).not.toEqual(plain)
  })

  it('ends before a stop string, with the token that completes it', async () => {
    const whole = await answer(base)
    for (const stop of ['e', whole.text.slice(20, 25), whole.text.slice(9, 11)]) {
      const cut = await answer({ ...base, stop: ['not in there', stop] })
      expect(cut.finish).toBe('stop')
      expect(cut.text).toBe(whole.text.slice(0, whole.text.indexOf(stop)))
      const { length } = cut.tokens
      expect(cut.tokens).toEqual(whole.tokens.slice(0, length))
      expect(model.tokenizer.decode(cut.tokens)).toContain(stop)
      expect(model.tokenizer.decode(cut.tokens.slice(0, -1))).not.toContain(stop)
    }
  })

  it('gives what was held back for a stop string when the answer ends without it', async () => {
    const whole = await answer(base)
    const held = await answer({ ...base, stop: [`${whole.text.slice(-3)}…`] })
    expect(held).toEqual(whole)
  })

  it('takes turns between generations that run at the same time', async () => {
    const order: string[] = []
    const run = async (name: string): Promise<void> => {
      for await (const _ of model.generate({ ...base, seed: name, maxTokens: 200 })) order.push(name)
    }
    await Promise.all([run('a'), run('b')])
    expect(order.lastIndexOf('a')).toBeGreaterThan(order.indexOf('b'))
    expect(order.lastIndexOf('b')).toBeGreaterThan(order.indexOf('a'))
  })

  it('stops at once when aborted, and when the iteration is left', async () => {
    const stop = new AbortController()
    const reason = new Error('enough')
    const run = answer({ ...base, maxTokens: 200, signal: stop.signal })
    stop.abort(reason)
    await expect(run).rejects.toBe(reason)
    for await (const _ of model.generate({ ...base, maxTokens: 200 })) break
    expect((await answer({ ...base, maxTokens: 3 })).tokens).toHaveLength(3)
  })

  it.each([
    ['PROMPT_TOO_LONG', { messages: asking('fox '.repeat(200)) }],
    ['GENERATION_INVALID', { temperature: 0 }],
    ['GENERATION_INVALID', { temperature: Number.NaN }],
    ['GENERATION_INVALID', { maxTokens: 0 }],
    ['GENERATION_INVALID', { maxTokens: 1.5 }],
    ['GENERATION_INVALID', { seed: 'x'.repeat(257) }],
    ['GENERATION_INVALID', { messages: [] }],
    ['GENERATION_INVALID', { messages: [...base.messages, { role: 'assistant' as const, content: 'Hi.' }] }],
    ['GENERATION_INVALID', { topK: 0 }],
    ['GENERATION_INVALID', { topK: 1.5 }],
    ['GENERATION_INVALID', { topP: 0 }],
    ['GENERATION_INVALID', { topP: Number.NaN }],
    ['GENERATION_INVALID', { stop: [''] }],
    ['GENERATION_INVALID', { stop: Array.from({ length: 17 }, (_, i) => `${i}`) }],
  ])('refuses with %s: %o', async (code, wrong) => {
    await expect(answer({ ...base, ...wrong })).rejects.toMatchObject({ code })
    await expect(model.verify({ ...base, ...wrong, tokens: [5] })).rejects.toMatchObject({ code })
  })

  it('leaves the event loop free', async () => {
    const { utilisation } = await measureEventLoopStall(() =>
      Promise.all(seeds.slice(0, 3).map((seed) => answer({ ...base, seed, maxTokens: 200 }))),
    )
    expect(utilisation).toBeLessThan(0.8)
  })
})

describe('verify', () => {
  const check = async (made: Partial<GenerateOptions>, edit = (tokens: number[]) => tokens) => {
    const { tokens, logprobs } = await answer({ ...base, ...made })
    return model.verify({ ...base, tokens: edit(tokens), logprobs, seed: made.seed ?? base.seed })
  }

  it('proves every honest answer', async () => {
    for (const seed of seeds) {
      const result = await check({ seed })
      expect(result).toMatchObject({ ok: true, complete: true, matching: 1, firstMismatch: null })
      expect(result.maxLogprobError).toBeLessThan(1e-4)
      expect(result.meanLogprob).toBeLessThan(0)
    }
  })

  it.each<[string, Partial<GenerateOptions>]>([
    ['topK', { topK: 5 }],
    ['topP', { topP: 0.7 }],
    ['both', { topK: 20, topP: 0.9 }],
    ['a stop string', { stop: ['e', 'th'] }],
    [
      'a conversation',
      { messages: [...base.messages, { role: 'assistant', content: 'Once.' }, ...base.messages] },
    ],
  ])('proves answers with %s, and refutes the same answers without', async (_, change) => {
    const proven: boolean[] = []
    for (const seed of seeds) {
      const { tokens, logprobs } = await answer({ ...base, ...change, seed })
      expect(await model.verify({ ...base, ...change, seed, tokens, logprobs })).toMatchObject({ ok: true })
      proven.push((await model.verify({ ...base, seed, tokens })).ok)
    }
    expect(proven).not.toContain(true)
  })

  it('refutes an answer that goes on after its stop string', async () => {
    const { tokens } = await answer(base)
    const stop = [model.tokenizer.decode(tokens.slice(5, 7))]
    const result = await model.verify({ ...base, stop, tokens })
    expect(result).toMatchObject({ ok: false, complete: false })
    expect(result.firstMismatch).toBeLessThanOrEqual(7)
  })

  it('proves answers that reach the end of the context', async () => {
    for (const seed of seeds) {
      const { tokens } = await answer({ ...base, seed, maxTokens: 1000 })
      expect(await model.verify({ ...base, seed, maxTokens: 1000, tokens })).toMatchObject({ ok: true })
    }
  })

  it('refutes greedy text, another temperature and another seed', async () => {
    for (const seed of seeds) {
      const greedy = await check({ seed, sampler: 'greedy' })
      expect(greedy.ok).toBe(false)
      expect(greedy.matching).toBeLessThan(0.95)
      expect((await check({ seed, temperature: 0.5 })).ok).toBe(false)
      const { tokens } = await answer({ ...base, seed: `not ${seed}` })
      expect((await model.verify({ ...base, seed, tokens })).ok).toBe(false)
    }
  })

  it('refutes an answer that stops early or goes on after its end', async () => {
    const short = await check({}, (tokens) => tokens.slice(0, 20))
    expect(short).toMatchObject({ ok: false, complete: false, matching: 1, firstMismatch: null })
    const { end } = model.tokenizer.special
    expect(await check({}, (tokens) => [...tokens.slice(0, 20), end])).toMatchObject({
      ok: false,
      firstMismatch: 20,
    })
    const trailing = await check({}, (tokens) => [...tokens.slice(0, 20), end, ...tokens.slice(21)])
    expect(trailing).toMatchObject({ ok: false, complete: false, firstMismatch: 20 })
    expect(await check({}, (tokens) => [...tokens, 40])).toMatchObject({ ok: false, complete: false })
  })

  it('finds one altered token', async () => {
    const { tokens } = await answer(base)
    for (const at of [0, 17, 59]) {
      const altered = tokens.with(at, (tokens[at]! + 100) % model.tokenizer.size)
      const result = await model.verify({ ...base, tokens: altered })
      expect(result).toMatchObject({ ok: false, firstMismatch: at })
    }
  })

  it.each([
    ['nothing', []],
    ['negative tokens', [-1, 3]],
    ['tokens beyond the vocabulary', [5, 1e9]],
    ['fractions', [1.5]],
    ['not a number', [Number.NaN]],
    ['far too many', Array.from({ length: 5000 }, () => 40)],
  ])('refutes %s without an error', async (_, tokens) => {
    const result = await model.verify({ ...base, tokens, logprobs: tokens.map(() => Number.NaN) })
    expect(result).toMatchObject({ ok: false, complete: false })
    for (const value of [result.matching, result.meanLogprob, result.maxLogprobError]) {
      expect(Number.isFinite(value)).toBe(true)
    }
  })

  it('shows wrong and missing logprobs', async () => {
    const { tokens, logprobs } = await answer(base)
    const error = async (reported: number[]) =>
      (await model.verify({ ...base, tokens, logprobs: reported })).maxLogprobError
    expect(await error(logprobs.with(3, logprobs[3]! - 0.5))).toBeCloseTo(0.5, 4)
    expect(await error(logprobs.slice(1))).toBe(1000)
    expect(await error(logprobs.with(3, Number.NaN))).toBe(1000)
    expect((await model.verify({ ...base, tokens })).maxLogprobError).toBeNull()
  })
})
