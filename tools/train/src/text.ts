import { fileURLToPath } from 'node:url'
import { systemClock } from '@subnetkit/core'
import { Command, InvalidArgumentError, Option } from 'commander'
import { progress } from './progress.ts'
import { storyModelSizes, trainStoryModel } from './train-story-model.ts'
import type { Budget } from './trainer.ts'

const positive = (text: string): number => {
  const value = Number(text)
  if (!(value > 0)) throw new InvalidArgumentError('a positive number is needed')
  return value
}

const command = new Command('train text')
  .description('Trains the story model of subnets/text and writes it with tokenizer and manifest.')
  .option('--seconds <n>', 'stop after about this many seconds', positive, 900)
  .option(
    '--steps <n>',
    'stop after this many steps instead: the same result each time on one kind of machine',
    positive,
  )
  .option('--seed <text>', 'what stories, first weights and batches follow from', '1')
  .addOption(
    new Option('--size <name>', 'tiny is for tests').choices(Object.keys(storyModelSizes)).default('full'),
  )
  .option('--threads <n>', 'threads of ONNX Runtime', positive, 2)
  .option(
    '--out <folder>',
    'where to write',
    fileURLToPath(new URL('../../../subnets/text/model/', import.meta.url)),
  )
  .addHelpText('after', '\nExample:\n  pnpm --filter @subnetkit/train text --seconds 600 --seed 1')
  .parse()

const options = command.opts<{
  seconds: number
  steps?: number
  seed: string
  size: keyof typeof storyModelSizes
  threads: number
  out: string
}>()
const budget: Budget = options.steps === undefined ? { seconds: options.seconds } : { steps: options.steps }
const show = progress(process.stderr, systemClock)
const manifest = await trainStoryModel({
  name: 'story-lm',
  folder: options.out,
  seed: options.seed,
  budget,
  ...storyModelSizes[options.size],
  threads: options.threads,
  onStep: show.show,
})
show.end()
console.log(`${options.out}\n${manifest.file}  ${manifest.bytes} bytes  sha256 ${manifest.sha256}`)
for (const [name, value] of Object.entries(manifest.training ?? {})) console.log(`${name}  ${value}`)
