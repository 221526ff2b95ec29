import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

const base = { prompt: 'Tell a story about a fox and a key.', seed: 'one', temperature: 0.8, maxTokens: 60 }

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

  it('takes turns between generations that run at the same time', async () => {
    const order: string[] = []
    const run = async (name: string): Promise<void> => {
      for await (const _ of model.generate({ ...base, seed: name, maxTokens: 30 })) order.push(name)
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
    ['PROMPT_TOO_LONG', { prompt: 'fox '.repeat(200) }],
    ['GENERATION_INVALID', { temperature: 0 }],
    ['GENERATION_INVALID', { temperature: Number.NaN }],
    ['GENERATION_INVALID', { maxTokens: 0 }],
    ['GENERATION_INVALID', { maxTokens: 1.5 }],
    ['GENERATION_INVALID', { seed: 'x'.repeat(257) }],
    ['GENERATION_INVALID', { prompt: [] }],
    ['GENERATION_INVALID', { prompt: [1, -1] }],
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
