import type { Clock } from '@subnetkit/core'
import { Adam, type AdamOptions } from './autodiff/adam.ts'
import { gradientName, type Parameter } from './autodiff/tape.ts'
import { floatData, floats, openSession, type Tensors } from './session.ts'

/** When to stop: after so many steps, or with the first step that ends after so many seconds. */
export type Budget = { readonly steps: number } | { readonly seconds: number }

/** A graph whose inputs are a batch and the parameters, and whose outputs are `loss` and the gradients. */
export interface TrainingGraph {
  readonly model: Uint8Array
  readonly parameters: readonly Parameter[]
}

export interface TrainingState {
  readonly step: number
  /** Mean of the last steps. */
  readonly loss: number
  readonly seconds: number
  /** 0 … 1. */
  readonly done: number
}

export interface TrainingOptions {
  readonly graph: TrainingGraph
  readonly budget: Budget
  readonly clock: Clock
  readonly threads: number
  readonly learningRate: number
  /** Steps in which the rate rises to its full height. */
  readonly warmUpSteps: number
  readonly adam?: AdamOptions
  /** The input of one step. */
  readonly drawBatch: () => Tensors
  readonly onStep?: (state: TrainingState) => void
}

/** Changes the graph's parameters in place: AdamW, a short warm-up, then a cosine down to a twentieth of the rate. */
export async function train(options: TrainingOptions): Promise<TrainingState> {
  const { graph, budget, clock, threads } = options
  const session = await openSession(graph.model, { threads })
  const adam = new Adam(graph.parameters, options.adam)
  const started = clock.monotonicMs()
  let state: TrainingState = { step: 0, loss: Number.NaN, seconds: 0, done: 0 }
  while (state.done < 1) {
    const feeds = { ...options.drawBatch() }
    for (const { name, data, shape } of graph.parameters) feeds[name] = floats(data, shape)
    const results = await session.run(feeds)
    const cosine = 0.5 * (1 + Math.cos(Math.PI * state.done))
    const warmUp = Math.min(1, (state.step + 1) / options.warmUpSteps)
    const rate = options.learningRate * warmUp * (0.05 + 0.95 * cosine)
    adam.step((name) => floatData(results[gradientName(name)]), rate)
    const now = floatData(results.loss)[0]!
    const step = state.step + 1
    const seconds = (clock.monotonicMs() - started) / 1000
    state = {
      step,
      loss: Number.isNaN(state.loss) ? now : 0.95 * state.loss + 0.05 * now,
      seconds,
      done: Math.min(1, 'steps' in budget ? step / budget.steps : seconds / budget.seconds),
    }
    options.onStep?.(state)
  }
  await session.release()
  return state
}
