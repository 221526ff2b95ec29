import type { Random } from '@subnetkit/core'
import { floatData, floats, openSession, type Tensors } from '../session.ts'
import type { TrainingGraph } from '../trainer.ts'
import { gradientName } from './tape.ts'

/**
 * The largest relative difference between a gradient and what moving the parameter a little does to the loss: a few
 * hundredths of float32's noise when all is well.
 */
export async function worstGradientError(
  graph: TrainingGraph,
  feeds: Tensors,
  random: Random,
): Promise<number> {
  const session = await openSession(graph.model, { threads: 1 })
  const run = (): Promise<Tensors> => {
    const weights = graph.parameters.map(({ name, data, shape }) => [name, floats(data, shape)] as const)
    return session.run({ ...feeds, ...Object.fromEntries(weights) })
  }
  const loss = async (): Promise<number> => floatData((await run()).loss)[0]!
  const gradients = await run()
  let worst = 0
  for (const { name, data } of graph.parameters) {
    for (let check = 0; check < 4; check++) {
      const at = random.integer(data.length)
      const before = data[at]!
      const step = 1e-2 * Math.max(0.1, Math.abs(before))
      data[at] = before + step
      const above = await loss()
      data[at] = before - step
      const numeric = (above - (await loss())) / (2 * step)
      data[at] = before
      const exact = floatData(gradients[gradientName(name)])[at]!
      // Float32 leaves little of a tiny difference, so tiny gradients count less.
      worst = Math.max(worst, Math.abs(numeric - exact) / (Math.abs(numeric) + Math.abs(exact) + 5e-3))
    }
  }
  await session.release()
  return worst
}
