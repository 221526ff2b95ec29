import type { Random } from '@subnetkit/core'
import type { Model } from '@subnetkit/models'
import type { AdamOptions } from './autodiff/adam.ts'
import type { Network } from './network.ts'
import type { Tensors } from './session.ts'
import type { TrainingGraph } from './trainer.ts'

/** All that is needed to train a model and to know how good it is. */
export interface Recipe {
  readonly network: Network
  readonly learningRate: number
  readonly warmUpSteps: number
  readonly adam?: AdamOptions
  /** What the model learns from, for its manifest. */
  readonly data: string
  trainingGraph(random: Random): TrainingGraph
  /** Batches that fit the training graph. */
  batches(random: Random): () => Tensors
  /** Figures of the files as they are shipped, on what they have not been trained on. */
  measure(model: Model): Promise<Readonly<Record<string, number>>>
}
