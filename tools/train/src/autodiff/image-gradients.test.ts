import { seededRandom } from '@subnetkit/core'
import { expect, it } from 'vitest'
import { floatData, floats, openSession } from '../session.ts'
import { clampForUse, leakyRelu, sigmoid, silu, sine } from './activations.ts'
import { averagePool, convolve, enlargeInput, pixelShuffle } from './convolution.ts'
import { charbonnier, meanSquare } from './losses.ts'
import { add, linear, multiply, reshape, subtract } from './operations.ts'
import { Tape, type Value } from './tape.ts'
import { worstGradientError } from './worst-gradient-error.ts'

const random = seededRandom('gradients of images')
const draw = (count: number): Float32Array =>
  Float32Array.from({ length: count }, () => random.fraction() * 2 - 1)
const parameter = (tape: Tape, name: string, shape: readonly number[]): Value =>
  tape.parameter(name, shape, (data) => data.set(draw(data.length)))

it('convolution, for input, kernel and bias, over sides that differ', async () => {
  const tape = new Tape()
  const x = parameter(tape, 'x', [2, 3, 4, 5])
  const narrow = convolve(tape, x, parameter(tape, 'kernel', [4, 3, 3, 3]), parameter(tape, 'bias', [4]))
  const wide = convolve(tape, narrow, parameter(tape, 'wide', [2, 4, 5, 5]), parameter(tape, 'bias5', [2]))
  const loss = meanSquare(tape, wide, tape.input('target', 'float32', [2, 2, 4, 5]))
  const graph = { model: tape.finish(loss), parameters: tape.parameters }
  const feeds = { target: floats(draw(80), [2, 2, 4, 5]) }
  expect(await worstGradientError(graph, feeds, random)).toBeLessThan(0.02)
})

it('pooling, pixel shuffle and leaky ReLU', async () => {
  const tape = new Tape()
  const x = parameter(tape, 'x', [2, 8, 4, 6])
  const shuffled = leakyRelu(tape, pixelShuffle(tape, x))
  expect(shuffled.shape).toEqual([2, 2, 8, 12])
  const pooled = averagePool(tape, averagePool(tape, multiply(tape, shuffled, shuffled)))
  expect(pooled.shape).toEqual([2, 2, 2, 3])
  const loss = meanSquare(tape, pooled, tape.input('target', 'float32', [2, 2, 2, 3]))
  const graph = { model: tape.finish(loss), parameters: tape.parameters }
  const feeds = { target: floats(draw(24), [2, 2, 2, 3]) }
  expect(await worstGradientError(graph, feeds, random)).toBeLessThan(0.02)
})

it('difference and product with broadcasting, sine, SiLU, sigmoid and the Charbonnier loss', async () => {
  const tape = new Tape()
  let x = reshape(tape, linear(tape, parameter(tape, 'x', [6, 3]), parameter(tape, 'w', [3, 4])), [2, 3, 4])
  x = sine(tape, multiply(tape, x, parameter(tape, 'scale', [2, 1, 4])))
  x = silu(tape, subtract(tape, parameter(tape, 'row', [4]), x))
  x = sigmoid(tape, add(tape, x, parameter(tape, 'offset', [1, 3, 1])))
  const loss = charbonnier(tape, x, tape.input('target', 'float32', [2, 3, 4]))
  const graph = { model: tape.finish(loss), parameters: tape.parameters }
  const feeds = { target: floats(draw(24), [2, 3, 4]) }
  expect(await worstGradientError(graph, feeds, random)).toBeLessThan(0.02)
})

it('pixel shuffle puts four channels into a box, and enlarging takes a bilinear mean', async () => {
  const tape = new Tape()
  const boxes = pixelShuffle(tape, tape.input('x', 'float32', [1, 4, 1, 1]))
  const large = clampForUse(tape, enlargeInput(tape, tape.input('y', 'float32', [1, 1, 1, 'w'])))
  for (const [name, value] of Object.entries({ boxes, large })) {
    tape.graph.node('Identity', [value.name], {}, [name])
    tape.graph.output(name, 'float32', name === 'boxes' ? [1, 1, 2, 2] : [1, 1, 2, 'w2'])
  }
  const session = await openSession(tape.graph.finish(), { threads: 1 })
  const results = await session.run({
    x: floats(Float32Array.of(1, 2, 3, 4), [1, 4, 1, 1]),
    y: floats(Float32Array.of(0, 1, 2), [1, 1, 1, 3]),
  })
  expect([...floatData(results.boxes)]).toEqual([1, 2, 3, 4])
  expect([...floatData(results.large)].slice(0, 6)).toEqual([0, 0.25, 0.75, 1, 1, 1])
  await session.release()
})

it('what has no gradient refuses what is trained', () => {
  const tape = new Tape()
  const weights = parameter(tape, 'x', [1, 1, 2, 2])
  expect(() => enlargeInput(tape, weights)).toThrow('no gradient')
  expect(() => clampForUse(tape, weights)).toThrow('no gradient')
})
