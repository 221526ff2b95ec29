import type { Tape, Value } from './tape.ts'

/**
 * Convolution of `x` [n, c, h, w] with `kernel` [o, c, k, k] for odd k, plus `bias` [o]; zeros around `x` keep its size.
 * Its gradients are convolutions too: of `x` with the output's gradient, and of that with the kernel turned around.
 */
export function convolve(tape: Tape, x: Value, kernel: Value, bias: Value): Value {
  const { graph } = tape
  const [count, , height, width] = x.shape as [number, number, number, number]
  const [outputs, , side] = kernel.shape as [number, number, number, number]
  const padding = (side - 1) / 2
  const pads = [padding, padding, padding, padding]
  const swap = (value: string): string => graph.op('Transpose', [value], { perm: [1, 0, 2, 3] })
  const output = graph.op('Conv', [x.name, kernel.name, bias.name], { pads, kernel_shape: [side, side] })
  return tape.record(output, [count, outputs, height, width], [x, kernel, bias], (gradient) => {
    tape.flow(bias, () => graph.op('ReduceSum', [gradient, graph.integers(0, 2, 3)], { keepdims: 0 }))
    tape.flow(kernel, () =>
      swap(graph.op('Conv', [swap(x.name), swap(gradient)], { pads, kernel_shape: [height, width] })),
    )
    tape.flow(x, () => {
      const [fromEnd, toStart] = [graph.integers(-1, -1), graph.integers(-side - 1, -side - 1)]
      const [axes, backwards] = [graph.integers(2, 3), graph.integers(-1, -1)]
      const turned = graph.op('Slice', [swap(kernel.name), fromEnd, toStart, axes, backwards])
      return graph.op('Conv', [gradient, turned], { pads, kernel_shape: [side, side] })
    })
  })
}

/** The mean of each 2 × 2 box: [n, c, h, w] to [n, c, h / 2, w / 2]. */
export function averagePool(tape: Tape, x: Value): Value {
  const { graph } = tape
  const [count, channels, height, width] = x.shape as [number, number, number, number]
  const output = graph.op('AveragePool', [x.name], { kernel_shape: [2, 2], strides: [2, 2] })
  return tape.record(output, [count, channels, height / 2, width / 2], [x], (gradient) =>
    tape.flow(x, () => {
      const spread = graph.op('Resize', [gradient, '', graph.floats(1, 1, 2, 2)], {
        mode: 'nearest',
        nearest_mode: 'floor',
        coordinate_transformation_mode: 'asymmetric',
      })
      return graph.op('Mul', [spread, graph.float(1 / 4)])
    }),
  )
}

/** Four channels become a box of 2 × 2 pixels: [n, 4c, h, w] to [n, c, 2h, 2w] (Shi et al., 2016). */
export function pixelShuffle(tape: Tape, x: Value): Value {
  const { graph } = tape
  const [count, channels, height, width] = x.shape as [number, number, number, number]
  const output = graph.op('DepthToSpace', [x.name], { blocksize: 2, mode: 'CRD' })
  return tape.record(output, [count, channels / 4, height * 2, width * 2], [x], (gradient) =>
    tape.flow(x, () => {
      const boxes = graph.op('Reshape', [gradient, graph.integers(count, channels / 4, height, 2, width, 2)])
      const gathered = graph.op('Transpose', [boxes], { perm: [0, 1, 3, 5, 2, 4] })
      return graph.op('Reshape', [gathered, graph.integers(...x.shape)])
    }),
  )
}

/** Twice the size by bilinear interpolation; for inputs only, so there is no gradient. */
export function enlargeInput(tape: Tape, x: Value): Value {
  if (x.tracked) throw new Error('enlargeInput has no gradient')
  const { graph } = tape
  const [count, channels, height, width] = x.shape as [number, number, number, number]
  const output = graph.op('Resize', [x.name, '', graph.floats(1, 1, 2, 2)], {
    mode: 'linear',
    coordinate_transformation_mode: 'half_pixel',
  })
  return { name: output, shape: [count, channels, height * 2, width * 2], tracked: false }
}
