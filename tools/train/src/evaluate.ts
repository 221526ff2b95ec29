import { fileURLToPath } from 'node:url'
import { systemClock } from '@subnetkit/core'
import { createModels, languageModel, measureEventLoopStall } from '@subnetkit/models'
import { Command } from 'commander'
import { type Answer, answer, cheats, judge, type MinerFigures, questions } from './evaluation.ts'
import { storyPrompts } from './stories/story.ts'
import { heldOutStories } from './train-story-model.ts'
import { validationLoss } from './validation-loss.ts'

const command = new Command('evaluate')
  .description('Prints how good a language model is, how fast, and which cheats its answers give away.')
  .option(
    '--model <manifest>',
    'the manifest',
    fileURLToPath(new URL('../../../subnets/text/model/manifest.json', import.meta.url)),
  )
  .option('--questions <n>', 'questions for each kind of miner', Number, 40)
  .option('--temperature <t>', 'temperature of the questions', Number, 0.8)
  .option('--json', 'print one JSON document')
  .parse()
const options = command.opts<{ model: string; questions: number; temperature: number; json?: boolean }>()

const models = createModels()
const model = await languageModel(models, options.model)
const { training = {} } = model.manifest
const asked = questions(model.manifest.prompts ?? storyPrompts, options.questions, {
  temperature: options.temperature,
  maxTokens: 160,
})
const note = (text: string): boolean => process.stderr.write(`${text}\n`)

note('held-out stories …')
const loss = await validationLoss(model, heldOutStories(String(training.seed ?? ''), 100))

note('honest answers …')
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
  note(`${name} …`)
  const made = []
  for (const each of honest) made.push({ question: each.options, ...(await cheat(each.options, each)) })
  miners.push(await judge(model, name, made))
}
note('event loop …')
const stall = await measureEventLoopStall(() =>
  Promise.all(asked.slice(0, 3).map((question) => answer(model, question, systemClock))),
)
await models.close()

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
/** Whether a story names every word of its prompt that the grammar can be asked for. */
const follows = ({ text, options: { messages } }: Answer): boolean =>
  ['kind', 'thing', 'name'].every((slot) =>
    (storyPrompts.words[slot] ?? []).every(
      (word) => !` ${messages[0]?.content}`.match(`\\b${word}\\b`) || text.match(`\\b${word}`),
    ),
  )
const figures = {
  model: `${model.manifest.name} ${model.manifest.version}`,
  bytes: model.manifest.bytes,
  parameters: training.parameters ?? null,
  validationLoss: loss,
  followsPrompt: honest.filter(follows).length / honest.length,
  endsItself:
    honest.filter(({ tokens }) => tokens.at(-1) === model.tokenizer.special.end).length / honest.length,
  tokens: median(honest.map(({ tokens }) => tokens.length)),
  tokensPerSecond: median(honest.map(({ tokens, ms }) => (tokens.length / ms) * 1000)),
  firstTokenMs: median(honest.map(({ firstMs }) => firstMs)),
  generateMs: median(honest.map(({ ms }) => ms)),
  verifyMs,
  eventLoopMaxStallMs: stall.maxMs,
  eventLoopP99StallMs: stall.p99Ms,
  eventLoopUtilisation: stall.utilisation,
}
if (options.json) console.log(JSON.stringify({ ...figures, miners, sample: honest[0] }))
else {
  for (const [name, value] of Object.entries(figures)) {
    console.log(name.padEnd(22), typeof value === 'number' ? Math.round(value * 1000) / 1000 : value)
  }
  console.log('\nminer                verified   matching   mean logprob   max logprob error')
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
  for (const { miner, verified, matching, meanLogprob, maxLogprobError } of miners) {
    const cells = [
      percent(verified),
      percent(matching),
      meanLogprob.toFixed(3),
      maxLogprobError.toExponential(1),
    ]
    console.log(
      miner.padEnd(18),
      cells[0]!.padStart(10),
      cells[1]!.padStart(10),
      cells[2]!.padStart(14),
      cells[3]!.padStart(19),
    )
  }
  console.log(`\n${honest[0]?.options.messages[0]?.content}\n${honest[0]?.text}`)
}
