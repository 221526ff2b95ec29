import type { Recipe } from '../recipe.ts'
import { classifierBatches } from './classifier-batch.ts'
import {
  attributeAnswers,
  type ClassifierShape,
  classifierNetwork,
  classifierSide,
} from './classifier-network.ts'
import { classifierAccuracy } from './classifier-quality.ts'
import { classifierTrainingGraph } from './classifier-training.ts'

export interface ClassifierSize {
  readonly shape: ClassifierShape
  readonly rows: number
  /** Pictures that the trained model is measured by. */
  readonly judged: number
}

/** `full` is the model of subnets/image and subnets/inference; `tiny` learns something in seconds and is for tests. */
export const classifierSizes = {
  full: { shape: { channels: [16, 24, 32], anywhere: true, width: 96 }, rows: 24, judged: 1000 },
  tiny: { shape: { channels: [8, 8, 8], anywhere: true, width: 16 }, rows: 8, judged: 60 },
} satisfies Record<string, ClassifierSize>

export const classifierRecipe = ({ shape, rows, judged }: ClassifierSize): Recipe => ({
  network: classifierNetwork(shape),
  learningRate: 3e-3,
  warmUpSteps: 50,
  data: 'things painted by subnets/image/src/scene',
  trainingGraph: (random) =>
    classifierTrainingGraph(
      shape,
      { rows, input: [3, classifierSide, classifierSide], answers: attributeAnswers },
      random,
    ),
  batches: (random) => classifierBatches(rows, random),
  measure: (model) => classifierAccuracy(model, judged),
})
