import type { Random } from '@subnetkit/core'
import {
  add,
  batchedProduct,
  crossEntropy,
  embed,
  layerNorm,
  linear,
  relu,
  reshape,
  softmax,
  transpose,
} from '../autodiff/operations.ts'
import { Tape, type Value } from '../autodiff/tape.ts'
import { fillNormal } from '../autodiff/weights.ts'
import type { TrainingGraph } from '../trainer.ts'
import type { TransformerShape } from './shape.ts'

/**
 * A pre-norm decoder (as GPT-2, without biases; ReLU) with learned positions and the embedding tied to the output,
 * for batches of exactly `rows` × contextLength tokens. Each token also sees its predecessor's embedding through a small
 * matrix: attention needs that to find what followed a word before, and so copies names from the prompt much sooner.
 */
export function trainingGraph(shape: TransformerShape, rows: number, random: Random): TrainingGraph {
  const { vocabulary, width, layers, heads, contextLength: length } = shape
  const tape = new Tape()
  const count = rows * length
  const weights = (name: string, dims: readonly number[], deviation: number): Value =>
    tape.parameter(name, dims, fillNormal(random.derive(name), deviation))
  const gain = (name: string): Value => tape.parameter(name, [width], (data) => data.fill(1))
  const small = 0.02
  // Residual branches start smaller the more of them add up.
  const residual = small / Math.sqrt(2 * layers)

  const ids = tape.input('ids', 'int64', [rows, length])
  const previous = tape.input('previous', 'int64', [rows, length])
  const labels = tape.input('labels', 'int64', [count])
  const mask = tape.input('mask', 'float32', [length, length])
  const embedding = weights('embedding', [vocabulary, width], small)
  const positions = weights('positions_table', [length, width], small)
  const split = (x: Value): Value =>
    transpose(tape, reshape(tape, x, [rows, length, heads, width / heads]), [0, 2, 1, 3])

  const flat = (x: Value): Value => reshape(tape, x, [count, width])
  const shift = weights('shift', [width, width], 1 / Math.sqrt(width))
  const before = linear(tape, flat(embed(tape, embedding, previous)), shift)
  let x = add(tape, flat(add(tape, embed(tape, embedding, ids), positions)), before)
  for (let layer = 0; layer < layers; layer++) {
    const named = (part: string): string => `layer${layer}.${part}`
    const input = layerNorm(tape, x, gain(named('norm1')))
    const project = (part: string): Value =>
      split(linear(tape, input, weights(named(part), [width, width], small)))
    const [queries, keys, values] = [project('query'), project('key'), project('value')]
    const scores = batchedProduct(tape, queries, keys, true, 1 / Math.sqrt(width / heads))
    const attended = batchedProduct(tape, softmax(tape, add(tape, scores, mask)), values)
    const merged = reshape(tape, transpose(tape, attended, [0, 2, 1, 3]), [count, width])
    x = add(tape, x, linear(tape, merged, weights(named('output'), [width, width], residual)))
    const normed = layerNorm(tape, x, gain(named('norm2')))
    const hidden = relu(tape, linear(tape, normed, weights(named('up'), [width, 4 * width], small)))
    x = add(tape, x, linear(tape, hidden, weights(named('down'), [4 * width, width], residual)))
  }
  const logits = linear(tape, layerNorm(tape, x, gain('norm')), embedding, true)
  return { model: tape.finish(crossEntropy(tape, logits, labels)), parameters: tape.parameters }
}
