import { sizeOf, type Tape, type Value } from './tape.ts'

/** Element-wise sum with ONNX broadcasting. */
export function add(tape: Tape, a: Value, b: Value): Value {
  const shape = broadcast(a.shape, b.shape)
  return tape.record(tape.graph.op('Add', [a.name, b.name]), shape, [a, b], (gradient) => {
    tape.flow(a, () => sumTo(tape, gradient, shape, a.shape))
    tape.flow(b, () => sumTo(tape, gradient, shape, b.shape))
  })
}

/** Element-wise difference with ONNX broadcasting. */
export function subtract(tape: Tape, a: Value, b: Value): Value {
  const shape = broadcast(a.shape, b.shape)
  return tape.record(tape.graph.op('Sub', [a.name, b.name]), shape, [a, b], (gradient) => {
    tape.flow(a, () => sumTo(tape, gradient, shape, a.shape))
    tape.flow(b, () => sumTo(tape, tape.graph.op('Neg', [gradient]), shape, b.shape))
  })
}

/** Element-wise product with ONNX broadcasting. */
export function multiply(tape: Tape, a: Value, b: Value): Value {
  const shape = broadcast(a.shape, b.shape)
  const product = (x: string, y: string): string => tape.graph.op('Mul', [x, y])
  return tape.record(product(a.name, b.name), shape, [a, b], (gradient) => {
    tape.flow(a, () => sumTo(tape, product(gradient, b.name), shape, a.shape))
    tape.flow(b, () => sumTo(tape, product(gradient, a.name), shape, b.shape))
  })
}

/** At most one size may be free. */
export function reshape(tape: Tape, x: Value, shape: readonly number[]): Value {
  const { graph } = tape
  const sizes = graph.integers(...shape.map((size) => (Number.isNaN(size) ? -1 : size)))
  return tape.record(graph.op('Reshape', [x.name, sizes]), shape, [x], (gradient) =>
    tape.flow(x, () => graph.op('Reshape', [gradient, graph.integers(...x.shape)])),
  )
}

export function transpose(tape: Tape, x: Value, order: readonly number[]): Value {
  const { graph } = tape
  const inverse = order.map((_, i) => order.indexOf(i))
  const shape = order.map((i) => x.shape[i]!)
  return tape.record(graph.op('Transpose', [x.name], { perm: order }), shape, [x], (gradient) =>
    tape.flow(x, () => graph.op('Transpose', [gradient], { perm: inverse })),
  )
}

/** [n, k] × [k, m], or [n, k] × [m, k]ᵀ when `transposed`. */
export function linear(tape: Tape, x: Value, weights: Value, transposed = false): Value {
  const { graph } = tape
  const shape = [x.shape[0]!, weights.shape[transposed ? 0 : 1]!]
  const output = graph.op('Gemm', [x.name, weights.name], { transB: transposed ? 1 : 0 })
  return tape.record(output, shape, [x, weights], (gradient) => {
    tape.flow(x, () => graph.op('Gemm', [gradient, weights.name], { transB: transposed ? 0 : 1 }))
    tape.flow(weights, () =>
      graph.op('Gemm', transposed ? [gradient, x.name] : [x.name, gradient], { transA: 1 }),
    )
  })
}

/** `scale` · a × b over the last two axes (a × bᵀ when `transposed`); the axes before them are a batch. */
export function batchedProduct(tape: Tape, a: Value, b: Value, transposed = false, scale = 1): Value {
  const product = (x: string, y: string, transA: boolean, transB: boolean): string => {
    // What the standard's operator can do is left to it, so that graphs for use run anywhere.
    if (!transA && !transB && scale === 1) return tape.graph.op('MatMul', [x, y])
    const alpha = { float: scale }
    return tape.graph.op('FusedMatMul', [x, y], { transA: transA ? 1 : 0, transB: transB ? 1 : 0, alpha })
  }
  const shape = [...a.shape.slice(0, -1), b.shape.at(transposed ? -2 : -1)!]
  return tape.record(product(a.name, b.name, false, transposed), shape, [a, b], (gradient) => {
    tape.flow(a, () => product(gradient, b.name, false, !transposed))
    tape.flow(b, () =>
      transposed ? product(gradient, a.name, true, false) : product(a.name, gradient, true, false),
    )
  })
}

/** Softmax over the last axis. */
export function softmax(tape: Tape, x: Value): Value {
  const { graph } = tape
  const output = graph.op('Softmax', [x.name], { axis: -1 })
  return tape.record(output, x.shape, [x], (gradient) =>
    tape.flow(x, () => {
      const weighted = graph.op('Mul', [gradient, output])
      const sum = graph.op('ReduceSum', [weighted, graph.integers(-1)], { keepdims: 1 })
      return graph.op('Sub', [weighted, graph.op('Mul', [output, sum])])
    }),
  )
}

export function relu(tape: Tape, x: Value): Value {
  const { graph } = tape
  const output = graph.op('Relu', [x.name])
  return tape.record(output, x.shape, [x], (gradient) =>
    tape.flow(x, () => {
      const positive = graph.op('Cast', [graph.op('Greater', [output, graph.float(0)])], { to: 1 })
      return graph.op('Mul', [gradient, positive])
    }),
  )
}

/** Layer normalisation over the last axis, with a gain and no bias. */
export function layerNorm(tape: Tape, x: Value, gain: Value): Value {
  const { graph } = tape
  const [output, mean, inverse] = ['y', 'mean', 'inverse'].map((part) => graph.fresh(`norm_${part}`))
  graph.node('LayerNormalization', [x.name, gain.name], { axis: -1, epsilon: { float: 1e-5 } }, [
    output!,
    mean!,
    inverse!,
  ])
  return tape.record(output!, x.shape, [x, gain], (gradient) => {
    const centred = graph.op('Mul', [graph.op('Sub', [x.name, mean!]), inverse!])
    tape.flow(gain, () => sumTo(tape, graph.op('Mul', [gradient, centred]), x.shape, gain.shape))
    tape.flow(x, () => {
      const scaled = graph.op('Mul', [gradient, gain.name])
      const average = (of: string): string => graph.op('ReduceMean', [of], { axes: [-1], keepdims: 1 })
      const along = graph.op('Mul', [centred, average(graph.op('Mul', [scaled, centred]))])
      const rest = graph.op('Sub', [graph.op('Sub', [scaled, average(scaled)]), along])
      return graph.op('Mul', [rest, inverse!])
    })
  })
}

/** Rows of `table` [v, d] by `ids` (any shape): the gradient is a product with the one-hot ids. */
export function embed(tape: Tape, table: Value, ids: Value): Value {
  const { graph } = tape
  const [vocabulary, width] = [table.shape[0]!, table.shape[1]!]
  const count = sizeOf(ids.shape)
  return tape.record(graph.op('Gather', [table.name, ids.name]), [...ids.shape, width], [table], (gradient) =>
    tape.flow(table, () => {
      const flat = graph.op('Reshape', [ids.name, graph.integers(count)])
      const rows = graph.op('Reshape', [gradient, graph.integers(count, width)])
      return graph.op('Gemm', [oneHot(tape, flat, vocabulary), rows], { transA: 1 })
    }),
  )
}

/** Mean cross entropy in nats of `logits` [n, v] against `labels` [n]. */
export function crossEntropy(tape: Tape, logits: Value, labels: Value): Value {
  const { graph } = tape
  const [count, classes] = [logits.shape[0]!, logits.shape[1]!]
  const logProbabilities = graph.op('LogSoftmax', [logits.name], { axis: -1 })
  const target = oneHot(tape, labels.name, classes)
  const total = graph.op('ReduceSum', [graph.op('Mul', [logProbabilities, target])], { keepdims: 0 })
  // The gradient that flows in is ignored: a loss is where the backward pass starts, so it is 1.
  return tape.record(graph.op('Mul', [total, graph.float(-1 / count)]), [], [logits], () =>
    tape.flow(logits, () => {
      const difference = graph.op('Sub', [graph.op('Exp', [logProbabilities]), target])
      return graph.op('Mul', [difference, graph.float(1 / count)])
    }),
  )
}

function oneHot(tape: Tape, ids: string, classes: number): string {
  const { graph } = tape
  return graph.op('OneHot', [ids, graph.integer(classes), graph.floats(0, 1)])
}

function broadcast(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length)
  return Array.from({ length: rank }, (_, i) =>
    Math.max(a[a.length - rank + i] ?? 1, b[b.length - rank + i] ?? 1),
  )
}

/** Undoes broadcasting: sums over the axes that `to` lacks or has as 1. */
function sumTo(tape: Tape, gradient: string, from: readonly number[], to: readonly number[]): string {
  if (from.join() === to.join()) return gradient
  const offset = from.length - to.length
  const axes = from.flatMap((size, i) => (i < offset || (to[i - offset] === 1 && size !== 1) ? [i] : []))
  const { graph } = tape
  const sum = graph.op('ReduceSum', [gradient, graph.integers(...axes)], { keepdims: 1 })
  return graph.op('Reshape', [sum, graph.integers(...to)])
}
