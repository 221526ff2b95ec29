import { join } from 'node:path'
import { type Clock, seededRandom, systemClock } from '@subnetkit/core'
import { createModels, type Manifest } from '@subnetkit/models'
import { writeNetwork } from './network.ts'
import type { Recipe } from './recipe.ts'
import { type Budget, type TrainingState, train } from './trainer.ts'
import { writeTensorModel } from './write-tensor-model.ts'

export interface ModelTraining {
  /** Where model and manifest are written; the same to each. */
  readonly folders: readonly [string, ...string[]]
  readonly seed: string
  readonly budget: Budget
  readonly threads: number
  readonly clock?: Clock
  readonly onStep?: (state: TrainingState) => void
}

/** Version of what the models are trained on and how: another one, another model. */
const version = '1.0.0'

/** Trains a model, writes it, measures what was written, and writes that to the manifest. */
export async function trainModel(recipe: Recipe, options: ModelTraining): Promise<Manifest> {
  const { folders, seed } = options
  const random = seededRandom(seed).derive(recipe.network.name)
  const graph = recipe.trainingGraph(random.derive('weights'))
  const { step, seconds, loss } = await train({
    graph,
    budget: options.budget,
    clock: options.clock ?? systemClock,
    threads: options.threads,
    learningRate: recipe.learningRate,
    warmUpSteps: recipe.warmUpSteps,
    ...(recipe.adam && { adam: recipe.adam }),
    drawBatch: recipe.batches(random.derive('batches')),
    ...(options.onStep && { onStep: options.onStep }),
  })
  const files = {
    network: recipe.network,
    version,
    model: writeNetwork(recipe.network, graph.parameters),
    training: {
      data: recipe.data,
      seed,
      steps: step,
      seconds: Math.round(seconds),
      parameters: graph.parameters.reduce((sum, { data }) => sum + data.length, 0),
      trainingLoss: round(loss),
    },
  }
  await writeTensorModel(folders[0], files)
  const figures = await measure(recipe, join(folders[0], `${recipe.network.name}.json`))
  const training = { ...files.training, ...figures }
  const [manifest] = await Promise.all(
    folders.map((folder) => writeTensorModel(folder, { ...files, training })),
  )
  return manifest!
}

async function measure(recipe: Recipe, manifest: string): Promise<Record<string, number>> {
  const models = createModels()
  try {
    const figures = await recipe.measure(await models.load(manifest))
    return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, round(value)]))
  } finally {
    await models.close()
  }
}

const round = (value: number): number => Number(value.toPrecision(4))
