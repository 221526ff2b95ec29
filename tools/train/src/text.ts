import { systemClock } from '@subnetkit/core'
import { Option } from 'commander'
import { modelFolder } from './model-folder.ts'
import { progress } from './progress.ts'
import { reportModel } from './report-model.ts'
import { storyModelSizes, trainStoryModel } from './train-story-model.ts'
import { budgetOf, type TrainingCommandOptions, trainingCommand } from './training-command.ts'

const command = trainingCommand(
  'text',
  'Trains the story model of subnets/text and writes it with tokenizer and manifest.',
  900,
)
  .addOption(
    new Option('--size <name>', 'tiny is for tests').choices(Object.keys(storyModelSizes)).default('full'),
  )
  .parse()

const options = command.opts<TrainingCommandOptions & { size: keyof typeof storyModelSizes }>()
const folder = options.out ?? modelFolder('text')
const show = progress(process.stderr, systemClock)
const manifest = await trainStoryModel({
  name: 'story-lm',
  folder,
  seed: options.seed,
  budget: budgetOf(options),
  ...storyModelSizes[options.size],
  threads: options.threads,
  onStep: show.show,
})
show.end()
reportModel([folder], manifest)
