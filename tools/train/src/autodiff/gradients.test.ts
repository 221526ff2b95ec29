import { seededRandom } from '@subnetkit/core'
import { describe, expect, it } from 'vitest'
import { floats, integers } from '../session.ts'
import { causalMask } from '../transformer/shape.ts'
import { trainingGraph } from '../transformer/training-graph.ts'
import { Adam } from './adam.ts'
import {
  add,
  crossEntropy,
  embed,
  layerNorm,
  linear,
  relu,
  reshape,
  softmax,
  transpose,
} from './operations.ts'
import { Tape, type Value } from './tape.ts'
import { worstGradientError } from './worst-gradient-error.ts'

describe('gradients agree with finite differences', () => {
  const random = seededRandom('gradients')
  const fill = (data: Float32Array): void => {
    for (let i = 0; i < data.length; i++) data[i] = random.fraction() * 2 - 1
  }

  it('for each operation, in a small graph where all of them matter', async () => {
    const tape = new Tape()
    const parameter = (name: string, shape: readonly number[]): Value => tape.parameter(name, shape, fill)
    const table = parameter('table', [5, 4])
    let x: Value = embed(tape, table, tape.input('ids', 'int64', [2, 3]))
    x = add(tape, x, parameter('broadcast', [3, 4]))
    x = transpose(tape, x, [1, 0, 2])
    x = reshape(tape, softmax(tape, x), [6, 4])
    x = relu(tape, linear(tape, x, parameter('weights', [4, 6])))
    x = layerNorm(tape, x, parameter('gain', [6]))
    x = linear(tape, x, parameter('transposed', [5, 6]), true)
    const loss = crossEntropy(tape, x, tape.input('labels', 'int64', [6]))
    const graph = { model: tape.finish(loss), parameters: tape.parameters }
    const feeds = { ids: integers([0, 1, 2, 3, 1, 1], [2, 3]), labels: integers([0, 4, 2, 2, 1, 3], [6]) }
    expect(await worstGradientError(graph, feeds, random)).toBeLessThan(0.02)
  })

  it('for a whole transformer with attention', async () => {
    const shape = { vocabulary: 7, width: 8, layers: 2, heads: 2, contextLength: 5 }
    const graph = trainingGraph(shape, 2, random.derive('weights'))
    for (const { data } of graph.parameters) fill(data)
    const draw = (count: number): number[] => Array.from({ length: count }, () => random.integer(7))
    const feeds = {
      ids: integers(draw(10), [2, 5]),
      previous: integers(draw(10), [2, 5]),
      labels: integers(draw(10), [10]),
      mask: floats(causalMask(5), [5, 5]),
    }
    expect(await worstGradientError(graph, feeds, random)).toBeLessThan(0.05)
  })

  it('and a loss that misses a parameter is refused', () => {
    const tape = new Tape()
    tape.parameter('unused', [2], fill)
    const loss = crossEntropy(
      tape,
      tape.parameter('logits', [1, 2], fill),
      tape.input('labels', 'int64', [1]),
    )
    expect(() => tape.finish(loss)).toThrow('unused')
  })
})

it('Adam goes downhill, and its first step has the length of the learning rate', () => {
  const data = Float32Array.of(3)
  const adam = new Adam([{ name: 'x', shape: [1], data }], { clip: 100 })
  adam.step(() => Float32Array.of(2 * data[0]!), 0.1)
  expect(data[0]).toBeCloseTo(2.9, 5)
  for (let i = 0; i < 300; i++) adam.step(() => Float32Array.of(2 * data[0]!), 0.1)
  expect(Math.abs(data[0]!)).toBeLessThan(0.1)
})
