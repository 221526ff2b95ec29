import { type Clock, type Random, seededRandom } from '@subnetkit/core'
import { drawPrompt, type GenerateOptions, type LanguageModel, type Prompts } from '@subnetkit/models'

/** An answer with how long it took. */
export interface Answer {
  readonly options: GenerateOptions
  readonly tokens: readonly number[]
  readonly logprobs: readonly number[]
  readonly text: string
  readonly firstMs: number
  readonly ms: number
}

/** What became of the answers of one kind of miner. */
export interface MinerFigures {
  readonly miner: string
  /** Share of the answers that verify, 0 … 1. */
  readonly verified: number
  /** Mean share of an answer's tokens that the seed demands. */
  readonly matching: number
  readonly meanLogprob: number
  readonly maxLogprobError: number
}

/** Questions as a validator asks them. */
export function questions(
  prompts: Prompts,
  count: number,
  sampling: { temperature: number; maxTokens: number },
): GenerateOptions[] {
  return Array.from({ length: count }, (_, i) => {
    const random: Random = seededRandom('evaluation').derive(i)
    const messages = [{ role: 'user' as const, content: drawPrompt(prompts, random) }]
    return { messages, seed: `question ${i}`, ...sampling }
  })
}

export async function answer(model: LanguageModel, options: GenerateOptions, clock: Clock): Promise<Answer> {
  const started = clock.monotonicMs()
  const tokens: number[] = []
  const logprobs: number[] = []
  let text = ''
  let firstMs = 0
  for await (const event of model.generate(options)) {
    if (tokens.length === 0) firstMs = clock.monotonicMs() - started
    tokens.push(event.token)
    logprobs.push(event.logprob)
    text += event.text
  }
  return { options, tokens, logprobs, text, firstMs, ms: clock.monotonicMs() - started }
}

type Cheat = (question: GenerateOptions, honest: Answer) => Promise<Pick<Answer, 'tokens' | 'logprobs'>>

/** Ways to answer that are not the one asked for. */
export function cheats(model: LanguageModel, clock: Clock): Record<string, Cheat> {
  const otherwise =
    (change: Partial<GenerateOptions>): Cheat =>
    (question) =>
      answer(model, { ...question, ...change }, clock)
  const cut = (share: number, tail: readonly number[]): Cheat => {
    return async (_, { tokens, logprobs }) => {
      const kept = Math.max(1, Math.floor(tokens.length * share))
      return {
        tokens: [...tokens.slice(0, kept), ...tail],
        logprobs: [...logprobs.slice(0, kept), ...tail.map(() => -0.1)],
      }
    }
  }
  return {
    greedy: otherwise({ sampler: 'greedy' }),
    'temperature − 0.1': (question) =>
      answer(model, { ...question, temperature: question.temperature - 0.1 }, clock),
    'temperature ÷ 2': (question) =>
      answer(model, { ...question, temperature: question.temperature / 2 }, clock),
    'wrong seed': otherwise({ seed: 'my own' }),
    'cut short': cut(0.7, []),
    'ended early': cut(0.7, [model.tokenizer.special.end]),
    'one token altered': async (_, { tokens, logprobs }) => {
      const at = Math.floor(tokens.length / 2)
      return { tokens: tokens.with(at, (tokens[at]! + 1) % model.tokenizer.size), logprobs }
    },
  }
}

export async function judge(
  model: LanguageModel,
  miner: string,
  answers: readonly { question: GenerateOptions; tokens: readonly number[]; logprobs: readonly number[] }[],
): Promise<MinerFigures> {
  let [verified, matching, meanLogprob, maxLogprobError] = [0, 0, 0, 0]
  for (const { question, tokens, logprobs } of answers) {
    const result = await model.verify({ ...question, tokens, logprobs })
    if (result.ok) verified += 1
    matching += result.matching
    meanLogprob += result.meanLogprob
    maxLogprobError = Math.max(maxLogprobError, result.maxLogprobError ?? 0)
  }
  const count = answers.length
  return {
    miner,
    verified: verified / count,
    matching: matching / count,
    meanLogprob: meanLogprob / count,
    maxLogprobError,
  }
}
