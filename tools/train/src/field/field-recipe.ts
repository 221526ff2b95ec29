import type { Random } from '@subnetkit/core'
import { conditionLength } from '@subnetkit/subnet-image/scene'
import { meanSquare } from '../autodiff/losses.ts'
import { Tape } from '../autodiff/tape.ts'
import { freshWeights } from '../autodiff/weights.ts'
import type { Recipe } from '../recipe.ts'
import type { TrainingGraph } from '../trainer.ts'
import { drawFieldBatch, type FieldBatchSize } from './field-batch.ts'
import { buildField, type FieldShape, fieldNetwork } from './field-network.ts'
import { fieldError } from './field-quality.ts'

export interface FieldSize {
  readonly shape: FieldShape
  readonly batch: FieldBatchSize
  /** Pictures that the trained model is measured by. */
  readonly judged: number
}

/** `full` is the model of subnets/image; `tiny` learns something in seconds and is for tests. */
export const fieldSizes = {
  full: {
    shape: { width: 128, layers: 4, conditionWidth: 96, waves: 64 },
    batch: { pictures: 48, points: 64 },
    judged: 40,
  },
  tiny: {
    shape: { width: 24, layers: 2, conditionWidth: 24, waves: 16 },
    batch: { pictures: 24, points: 16 },
    judged: 2,
  },
} satisfies Record<string, FieldSize>

export const fieldRecipe = ({ shape, batch, judged }: FieldSize): Recipe => ({
  network: fieldNetwork(shape),
  learningRate: 1e-2,
  warmUpSteps: 100,
  // The network is far smaller than what it learns: nothing is to be gained by holding it back.
  adam: { decay: 0 },
  data: 'things painted by subnets/image/src/scene',
  trainingGraph: (random) => fieldTrainingGraph(shape, batch, random),
  batches: (random) => () => drawFieldBatch(batch, random),
  measure: async (model) => ({ meanSquaredError: await fieldError(model, judged) }),
})

/** The graph that trains a field on batches of `drawFieldBatch`. */
export function fieldTrainingGraph(shape: FieldShape, batch: FieldBatchSize, random: Random): TrainingGraph {
  const { pictures, points: count } = batch
  const tape = new Tape()
  const condition = tape.input('condition', 'float32', [pictures, conditionLength])
  const points = tape.input('points', 'float32', [pictures, count, 2])
  const colours = tape.input('colours', 'float32', [pictures * count, 3])
  const painted = buildField(tape, freshWeights(tape, random), { condition, points, shape })
  return { model: tape.finish(meanSquare(tape, painted, colours)), parameters: tape.parameters }
}
