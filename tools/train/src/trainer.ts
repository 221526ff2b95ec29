import type { Clock, Random } from '@subnetkit/core'
import { Adam } from './autodiff/adam.ts'
import { gradientName } from './autodiff/tape.ts'
import { type Corpus, drawBatch } from './corpus.ts'
import { floatData, floats, integers, openSession, type Tensors } from './session.ts'
import { causalMask, type TransformerShape } from './transformer/shape.ts'
import { type TrainingGraph, trainingGraph } from './transformer/training-graph.ts'

/** When to stop: after so many steps, or with the first step that ends after so many seconds. */
export type Budget = { readonly steps: number } | { readonly seconds: number }

export interface TrainingOptions {
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
  readonly onStep?: (state: {
    step: number
    loss: number
    tokens: number
    seconds: number
    done: number
  }) => void
}

export interface Trained {
  readonly parameters: TrainingGraph['parameters']
  readonly steps: number
  readonly tokens: number
  readonly seconds: number
  /** Mean loss of the last steps, in nats a token. */
  readonly loss: number
}

/** Trains a transformer on a corpus: AdamW, a short warm-up, then a cosine down to a twentieth of the rate. */
export async function trainTransformer(options: TrainingOptions): Promise<Trained> {
  const { shape, corpus, budget, random, clock, rows, threads } = options
  const graph = trainingGraph(shape, rows, random.derive('weights'))
  const session = await openSession(graph.model, { threads })
  const adam = new Adam(graph.parameters)
  const draws = random.derive('batches')
  const length = shape.contextLength
  const mask = floats(causalMask(length), [length, length])
  const started = clock.monotonicMs()
  let loss = Number.NaN
  let step = 0
  let seconds = 0
  const done = (): number => ('steps' in budget ? step / budget.steps : seconds / budget.seconds)
  while (done() < 1) {
    const batch = drawBatch(corpus, { rows, length }, draws)
    const feeds: Tensors = {
      ids: integers(batch.ids, [rows, length]),
      previous: integers(batch.previous, [rows, length]),
      labels: integers(batch.labels, [rows * length]),
      mask,
    }
    for (const { name, data, shape: dims } of graph.parameters) feeds[name] = floats(data, dims)
    const results = await session.run(feeds)
    const cosine = 0.5 * (1 + Math.cos(Math.PI * done()))
    const rate = options.learningRate * Math.min(1, (step + 1) / options.warmUpSteps) * (0.05 + 0.95 * cosine)
    adam.step((name) => floatData(results[gradientName(name)]), rate)
    const now = floatData(results.loss)[0]!
    loss = Number.isNaN(loss) ? now : 0.95 * loss + 0.05 * now
    step += 1
    seconds = (clock.monotonicMs() - started) / 1000
    options.onStep?.({ step, loss, tokens: step * rows * length, seconds, done: Math.min(1, done()) })
  }
  await session.release()
  return { parameters: graph.parameters, steps: step, tokens: step * rows * length, seconds, loss }
}
