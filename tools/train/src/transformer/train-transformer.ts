import type { Clock, Random } from '@subnetkit/core'
import type { Parameter } from '../autodiff/tape.ts'
import { type Corpus, drawBatch } from '../corpus.ts'
import { floats, integers } from '../session.ts'
import { type Budget, type TrainingState, train } from '../trainer.ts'
import { causalMask, type TransformerShape } from './shape.ts'
import { trainingGraph } from './training-graph.ts'

export interface TransformerTraining {
  readonly shape: TransformerShape
  readonly corpus: Corpus
  readonly budget: Budget
  readonly random: Random
  readonly clock: Clock
  /** Rows of a batch. */
  readonly rows: number
  readonly learningRate: number
  /** Steps in which the rate rises to its full height. */
  readonly warmUpSteps: number
  readonly threads: number
  readonly onStep?: (state: TrainingState) => void
}

export interface TrainedTransformer {
  readonly parameters: readonly Parameter[]
  readonly steps: number
  readonly tokens: number
  readonly seconds: number
  /** Mean loss of the last steps, in nats a token. */
  readonly loss: number
}

/** Trains a transformer on a corpus. */
export async function trainTransformer(options: TransformerTraining): Promise<TrainedTransformer> {
  const { shape, corpus, random, rows } = options
  const graph = trainingGraph(shape, rows, random.derive('weights'))
  const draws = random.derive('batches')
  const length = shape.contextLength
  const mask = floats(causalMask(length), [length, length])
  const { step, loss, seconds } = await train({
    ...options,
    graph,
    drawBatch: () => {
      const batch = drawBatch(corpus, { rows, length }, draws)
      return {
        ids: integers(batch.ids, [rows, length]),
        previous: integers(batch.previous, [rows, length]),
        labels: integers(batch.labels, [rows * length]),
        mask,
      }
    },
  })
  return { parameters: graph.parameters, steps: step, tokens: step * rows * length, seconds, loss }
}
