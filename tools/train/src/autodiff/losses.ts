import { sizeOf, type Tape, type Value } from './tape.ts'

// Like cross entropy these are where the backward pass starts, so the gradient that flows in, 1, is ignored.

/** Mean squared difference of `x` to `target`, which is not tracked. */
export function meanSquare(tape: Tape, x: Value, target: Value): Value {
  const { graph } = tape
  const count = sizeOf(x.shape)
  const difference = graph.op('Sub', [x.name, target.name])
  const sum = graph.op('ReduceSum', [graph.op('Mul', [difference, difference])], { keepdims: 0 })
  return tape.record(graph.op('Mul', [sum, graph.float(1 / count)]), [], [x], () =>
    tape.flow(x, () => graph.op('Mul', [difference, graph.float(2 / count)])),
  )
}

const softness = 1e-3

/** Mean of √(difference² + 10^-6) (Charbonnier): absolute differences, smooth at 0, which blur edges less than squares do. */
export function charbonnier(tape: Tape, x: Value, target: Value): Value {
  const { graph } = tape
  const count = sizeOf(x.shape)
  const difference = graph.op('Sub', [x.name, target.name])
  const square = graph.op('Mul', [difference, difference])
  const root = graph.op('Sqrt', [graph.op('Add', [square, graph.float(softness ** 2)])])
  const sum = graph.op('ReduceSum', [root], { keepdims: 0 })
  return tape.record(graph.op('Mul', [sum, graph.float(1 / count)]), [], [x], () =>
    tape.flow(x, () => graph.op('Mul', [graph.op('Div', [difference, root]), graph.float(1 / count)])),
  )
}
