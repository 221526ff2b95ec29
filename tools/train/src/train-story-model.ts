import { join } from 'node:path'
import { type Clock, seededRandom, systemClock } from '@subnetkit/core'
import { createModels, createTokenizer, type LanguageModelManifest, languageModel } from '@subnetkit/models'
import { encodeCorpus } from './corpus.ts'
import { type Story, storyPrompts, writeStory } from './stories/story.ts'
import { trainTokenizer } from './train-tokenizer.ts'
import type { Budget, TrainingState } from './trainer.ts'
import { inferenceGraph } from './transformer/inference-graph.ts'
import type { TransformerShape } from './transformer/shape.ts'
import { trainTransformer } from './transformer/train-transformer.ts'
import { validationLoss } from './validation-loss.ts'
import { writeModel } from './write-model.ts'

export interface StoryModelSize {
  /** Stories to learn from; a hundredth as many more, of another seed, are held out. */
  readonly stories: number
  readonly vocabulary: number
  readonly shape: Omit<TransformerShape, 'vocabulary'>
  /** Rows of a batch. */
  readonly rows: number
  readonly learningRate: number
  readonly warmUpSteps: number
}

/** `full` is the model of subnets/text, 0.9 million parameters; `tiny` learns in seconds and is for tests. */
export const storyModelSizes = {
  full: {
    stories: 24_000,
    vocabulary: 768,
    shape: { width: 128, layers: 4, heads: 4, contextLength: 192 },
    rows: 6,
    learningRate: 2e-3,
    warmUpSteps: 100,
  },
  tiny: {
    stories: 500,
    vocabulary: 256,
    shape: { width: 32, layers: 1, heads: 2, contextLength: 256 },
    rows: 2,
    learningRate: 5e-3,
    warmUpSteps: 20,
  },
} satisfies Record<string, StoryModelSize>

export interface StoryModelOptions extends StoryModelSize {
  readonly name: string
  readonly folder: string
  readonly seed: string
  readonly budget: Budget
  readonly threads: number
  readonly clock?: Clock
  readonly onStep?: (state: TrainingState) => void
}

/** Version of what the models are trained on and how: another one, another model. */
const version = '1.0.0'

/** The held-out stories of a seed. */
export const heldOutStories = (seed: string, count: number): Story[] => {
  const random = seededRandom(seed).derive('held out')
  return Array.from({ length: count }, () => writeStory(random))
}

/** Writes stories, learns a tokenizer and a transformer from them, measures it, and writes the model's files. */
export async function trainStoryModel(options: StoryModelOptions): Promise<LanguageModelManifest> {
  const random = seededRandom(options.seed)
  const author = random.derive('stories')
  const stories = Array.from({ length: options.stories }, () => writeStory(author))
  const sample = stories.slice(0, 5000).map(({ prompt, text }) => `${prompt}\n${text}`)
  const tokenizerFile = trainTokenizer(sample.join('\n'), options.vocabulary)
  const tokenizer = createTokenizer(tokenizerFile)
  const shape: TransformerShape = { vocabulary: tokenizer.size, ...options.shape }
  const trained = await trainTransformer({
    shape,
    corpus: encodeCorpus(stories, tokenizer),
    budget: options.budget,
    random: random.derive('training'),
    clock: options.clock ?? systemClock,
    rows: options.rows,
    learningRate: options.learningRate,
    warmUpSteps: options.warmUpSteps,
    threads: options.threads,
    ...(options.onStep && { onStep: options.onStep }),
  })
  const files = {
    name: options.name,
    version,
    model: inferenceGraph(shape, trained.parameters),
    tokenizer: tokenizerFile,
    shape,
    prompts: storyPrompts,
    training: {
      seed: options.seed,
      steps: trained.steps,
      tokens: trained.tokens,
      seconds: Math.round(trained.seconds),
      stories: options.stories,
      parameters: trained.parameters.reduce((sum, { data }) => sum + data.length, 0),
      trainingLoss: round(trained.loss),
    },
  }
  await writeModel(options.folder, files)
  const heldOut = heldOutStories(options.seed, Math.max(20, Math.round(options.stories / 100)))
  const loss = await measure(options.folder, heldOut)
  return writeModel(options.folder, {
    ...files,
    training: { ...files.training, validationLoss: round(loss) },
  })
}

async function measure(folder: string, heldOut: readonly Story[]): Promise<number> {
  const models = createModels()
  try {
    return await validationLoss(await languageModel(models, join(folder, 'manifest.json')), heldOut)
  } finally {
    await models.close()
  }
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000
