import type { Parameter } from '../autodiff/tape.ts'
import { OnnxGraph } from '../onnx/onnx-graph.ts'
import type { TransformerShape } from './shape.ts'

/**
 * Writes the trained transformer for use: one sequence, with the keys and values of earlier tokens handed in and out,
 * so that each new token costs one step. Weights are stored in half precision, arithmetic is float32.
 *
 * Inputs: `ids` int64 [1, n]; `previous` int64 [1, n], the token before each (the end token before the first);
 * `positions` int64 [n]; `mask` float32 [n, past + n], added to the attention scores;
 * `past.<layer>.key` and `.value` float32 [1, heads, past, width ÷ heads]. Outputs: `logits` float32 [1, n, vocabulary]
 * and `present.<layer>.key` and `.value`, to be the next call's past.
 */
export function inferenceGraph(shape: TransformerShape, parameters: readonly Parameter[]): Uint8Array {
  const { vocabulary, width, layers, heads } = shape
  const depth = width / heads
  const graph = new OnnxGraph('language-model')
  graph.input('ids', 'int64', [1, 'n'])
  graph.input('previous', 'int64', [1, 'n'])
  graph.input('positions', 'int64', ['n'])
  graph.input('mask', 'float32', ['n', 'total'])
  for (const { name, shape: dims, data } of parameters) {
    if (dims.length > 1) graph.halfWeights(name, dims, data)
    else graph.weights(name, dims, data)
  }
  const norm = (x: string, gain: string): string =>
    graph.op('LayerNormalization', [x, gain], { axis: -1, epsilon: { float: 1e-5 } })
  const product = (a: string, b: string): string => graph.op('MatMul', [a, b])
  const swap = (x: string): string => graph.op('Transpose', [x], { perm: [0, 2, 1, 3] })
  const reshape = (x: string, ...dims: number[]): string => graph.op('Reshape', [x, graph.integers(...dims)])
  const scale = graph.float(1 / Math.sqrt(depth))

  const embedded = graph.op('Add', [
    graph.op('Gather', ['embedding', 'ids']),
    graph.op('Gather', ['positions_table', 'positions']),
  ])
  let x = graph.op('Add', [embedded, product(graph.op('Gather', ['embedding', 'previous']), 'shift')])
  for (let layer = 0; layer < layers; layer++) {
    const weights = (part: string): string => `layer${layer}.${part}`
    const input = norm(x, weights('norm1'))
    const project = (part: string): string =>
      swap(reshape(product(input, weights(part)), 1, -1, heads, depth))
    /** Appends the new keys or values to the past ones, and hands both out. */
    const extended = (part: 'key' | 'value'): string => {
      const past = graph.input(`past.${layer}.${part}`, 'float32', [1, heads, 'past', depth])
      const present = `present.${layer}.${part}`
      graph.node('Concat', [past, project(part)], { axis: 2 }, [present])
      return graph.output(present, 'float32', [1, heads, 'total', depth])
    }
    const queries = project('query')
    const keys = graph.op('Transpose', [extended('key')], { perm: [0, 1, 3, 2] })
    const values = extended('value')
    const scores = graph.op('Add', [graph.op('Mul', [product(queries, keys), scale]), 'mask'])
    const attended = product(graph.op('Softmax', [scores], { axis: -1 }), values)
    x = graph.op('Add', [x, product(reshape(swap(attended), 1, -1, width), weights('output'))])
    const hidden = graph.op('Relu', [product(norm(x, weights('norm2')), weights('up'))])
    x = graph.op('Add', [x, product(hidden, weights('down'))])
  }
  const output = graph.op('Transpose', ['embedding'], { perm: [1, 0] })
  graph.node('MatMul', [norm(x, 'norm'), output], {}, ['logits'])
  graph.output('logits', 'float32', [1, 'n', vocabulary])
  return graph.finish()
}
