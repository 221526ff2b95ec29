import { systemClock } from '@subnetkit/core'
import { createModels, languageModel, measureEventLoopStall } from '@subnetkit/models'
import type { Figures } from './figures.ts'
import { storyPrompts } from './stories/story.ts'
import { type Answer, answer, cheats, judge, type MinerFigures, questions } from './text-answers.ts'
import { heldOutStories } from './train-story-model.ts'
import { validationLoss } from './validation-loss.ts'

export interface TextEvaluation {
  readonly figures: Figures
  readonly miners: readonly MinerFigures[]
  readonly sample: Answer | undefined
}

/** How good a language model is, how fast, and which cheats its answers give away. */
export async function evaluateText(options: {
  manifest: string
  questions: number
  temperature: number
  note: (what: string) => void
}): Promise<TextEvaluation> {
  const { note } = options
  const models = createModels()
  try {
    const model = await languageModel(models, options.manifest)
    const { training = {} } = model.manifest
    const asked = questions(model.manifest.prompts ?? storyPrompts, options.questions, {
      temperature: options.temperature,
      maxTokens: 160,
    })
    note('held-out stories')
    const loss = await validationLoss(model, heldOutStories(String(training.seed ?? ''), 100))

    note('honest answers')
    const honest: Answer[] = []
    for (const question of asked) honest.push(await answer(model, question, systemClock))
    const verifyStarted = systemClock.monotonicMs()
    const miners: MinerFigures[] = [
      await judge(
        model,
        'honest',
        honest.map((each) => ({ ...each, question: each.options })),
      ),
    ]
    const verifyMs = (systemClock.monotonicMs() - verifyStarted) / honest.length

    for (const [name, cheat] of Object.entries(cheats(model, systemClock))) {
      note(name)
      const made = []
      for (const each of honest) made.push({ question: each.options, ...(await cheat(each.options, each)) })
      miners.push(await judge(model, name, made))
    }
    note('event loop')
    const stall = await measureEventLoopStall(() =>
      Promise.all(asked.slice(0, 3).map((question) => answer(model, question, systemClock))),
    )
    const share = (holds: (answer: Answer) => boolean): number => honest.filter(holds).length / honest.length
    const figures = {
      version: model.manifest.version,
      bytes: model.manifest.bytes,
      parameters: training.parameters ?? null,
      validationLoss: loss,
      followsPrompt: share(follows),
      endsItself: share(({ tokens }) => tokens.at(-1) === model.tokenizer.special.end),
      tokens: median(honest.map(({ tokens }) => tokens.length)),
      tokensPerSecond: median(honest.map(({ tokens, ms }) => (tokens.length / ms) * 1000)),
      firstTokenMs: median(honest.map(({ firstMs }) => firstMs)),
      generateMs: median(honest.map(({ ms }) => ms)),
      verifyMs,
      eventLoopMaxStallMs: stall.maxMs,
      eventLoopP99StallMs: stall.p99Ms,
      eventLoopUtilisation: stall.utilisation,
    }
    return { figures, miners, sample: honest[0] }
  } finally {
    await models.close()
  }
}

/** Which answers of which kind of miner verify, a line each. */
export function minersTable(miners: readonly MinerFigures[]): string {
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
  const lines = miners.map(
    ({ miner, verified, matching, meanLogprob, maxLogprobError }) =>
      miner.padEnd(18) +
      percent(verified).padStart(11) +
      percent(matching).padStart(11) +
      meanLogprob.toFixed(3).padStart(15) +
      maxLogprobError.toExponential(1).padStart(20),
  )
  return ['miner                verified   matching   mean logprob   max logprob error', ...lines].join('\n')
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

/** Whether a story names every word of its prompt that the grammar can be asked for. */
const follows = ({ text, options: { messages } }: Answer): boolean =>
  ['kind', 'thing', 'name'].every((slot) =>
    (storyPrompts.words[slot] ?? []).every(
      (word) => !` ${messages[0]?.content}`.match(`\\b${word}\\b`) || text.match(`\\b${word}`),
    ),
  )
