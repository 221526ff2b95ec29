import type { Tape, Value } from './tape.ts'

/** x where positive, a tenth of it where negative. */
export function leakyRelu(tape: Tape, x: Value): Value {
  const { graph } = tape
  const output = graph.op('LeakyRelu', [x.name], { alpha: { float: 0.1 } })
  return tape.record(output, x.shape, [x], (gradient) =>
    tape.flow(x, () => {
      const positive = graph.op('Greater', [x.name, graph.float(0)])
      const slope = graph.op('Where', [positive, graph.float(1), graph.float(0.1)])
      return graph.op('Mul', [gradient, slope])
    }),
  )
}

/** 1 / (1 + e^-x). */
export function sigmoid(tape: Tape, x: Value): Value {
  const { graph } = tape
  const output = graph.op('Sigmoid', [x.name])
  return tape.record(output, x.shape, [x], (gradient) =>
    tape.flow(x, () => {
      const slope = graph.op('Mul', [output, graph.op('Sub', [graph.float(1), output])])
      return graph.op('Mul', [gradient, slope])
    }),
  )
}

/** x · sigmoid(x). */
export function silu(tape: Tape, x: Value): Value {
  const { graph } = tape
  const gate = graph.op('Sigmoid', [x.name])
  const output = graph.op('Mul', [x.name, gate])
  return tape.record(output, x.shape, [x], (gradient) =>
    tape.flow(x, () => {
      const rest = graph.op('Mul', [output, graph.op('Sub', [graph.float(1), gate])])
      return graph.op('Mul', [gradient, graph.op('Add', [gate, rest])])
    }),
  )
}

export function sine(tape: Tape, x: Value): Value {
  const { graph } = tape
  return tape.record(graph.op('Sin', [x.name]), x.shape, [x], (gradient) =>
    tape.flow(x, () => graph.op('Mul', [gradient, graph.op('Cos', [x.name])])),
  )
}

/** Clamps to 0 … 1. For graphs in use: while training, what is outside must still be pulled back. */
export function clampForUse(tape: Tape, x: Value): Value {
  if (x.tracked) throw new Error('clampForUse has no gradient')
  const { graph } = tape
  return { ...x, name: graph.op('Clip', [x.name, graph.float(0), graph.float(1)]) }
}
