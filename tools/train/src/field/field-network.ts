import { conditionLength } from '@subnetkit/subnet-image/scene'
import { sigmoid, silu, sine } from '../autodiff/activations.ts'
import { add, batchedProduct, linear, multiply, reshape, subtract } from '../autodiff/operations.ts'
import type { Tape, Value } from '../autodiff/tape.ts'
import type { Weights } from '../autodiff/weights.ts'
import type { Network } from '../network.ts'

export interface FieldShape {
  /** Numbers that a point is turned into at each of `layers`. */
  readonly width: number
  readonly layers: number
  /** Numbers that the condition is turned into. */
  readonly conditionWidth: number
  /** Waves across the picture that the first layer starts from. */
  readonly waves: number
}

/**
 * A picture as a function: the colour of a point depends on the point and on what the picture shows, never on other
 * pixels, so a picture can be painted at any size and checked at single pixels.
 *
 * The condition moves every layer (FiLM; Perez et al., 2018). It also decides a frame, which moves, turns and scales
 * the point first: things are then always in the same place, and one set of edges serves for all. What is
 * in front, what is behind and which of the two shows are computed apart, so that one edge cuts all channels alike.
 *
 * @param condition [m, 38]: one for each of m pictures
 * @param points [m, n, 2]: x and y, 0 … 1
 * @returns colours [m × n, 3]
 */
export function buildField(
  tape: Tape,
  weights: Weights,
  { condition, points, shape }: { condition: Value; points: Value; shape: FieldShape },
): Value {
  const { width, layers, conditionWidth, waves } = shape
  const [pictures, count] = [points.shape[0]!, points.shape[1]!]
  const dense = (x: Value, name: string, outputs: number, deviation: number, bias = 0): Value => {
    const matrix = weights(name, [x.shape[1]!, outputs], { deviation })
    return add(tape, linear(tape, x, matrix), weights(`${name}.bias`, [outputs], { value: bias }))
  }
  const perPicture = (x: Value, ...sizes: number[]): Value => reshape(tape, x, [pictures, ...sizes])
  const flat = (x: Value): Value => reshape(tape, x, [pictures * count, x.shape.at(-1)!])

  const known = silu(tape, dense(condition, 'condition1', conditionWidth, 0.3))
  const told = silu(tape, dense(known, 'condition2', conditionWidth, Math.sqrt(2 / conditionWidth)))
  const centred = subtract(tape, points, weights('middle', [1, 1, 2], { value: 0.5 }))
  const turn = perPicture(dense(told, 'frame.turn', 4, 0.05), 2, 2)
  const shift = perPicture(dense(told, 'frame.shift', 2, 0.02), 1, 2)
  // The untouched point is added, so that training starts from a frame that changes little.
  const framed = add(tape, add(tape, centred, shift), batchedProduct(tape, centred, turn))

  const wave = (x: Value, name: string, deviation: number): Value =>
    linear(tape, flat(x), weights(name, [2, waves], { deviation }))
  const phases = weights('waves.phase', [waves], { deviation: 3 })
  const placed = add(tape, wave(framed, 'waves.framed', 14), wave(centred, 'waves.centred', 2))
  const features = sine(tape, add(tape, placed, phases))
  let hidden = add(
    tape,
    linear(tape, features, weights('layer0', [waves, width], { deviation: Math.sqrt(2 / waves) })),
    linear(tape, flat(framed), weights('layer0.framed', [2, width], { deviation: 2 })),
  )
  for (let layer = 0; layer < layers; layer++) {
    if (layer > 0) {
      const matrix = weights(`layer${layer}`, [width, width], { deviation: Math.sqrt(2 / width) })
      hidden = linear(tape, hidden, matrix)
    }
    const scale = perPicture(dense(told, `layer${layer}.scale`, width, 0.08, 1), 1, width)
    const offset = perPicture(dense(told, `layer${layer}.offset`, width, 0.1), 1, width)
    const moved = add(tape, multiply(tape, perPicture(hidden, count, width), scale), offset)
    hidden = flat(silu(tape, moved))
  }
  // A colour is mostly the picture's, and the point only shades it.
  const colour = (name: string): Value => {
    const shade = perPicture(dense(hidden, `${name}.shade`, 3, 0.05), count, 3)
    return flat(sigmoid(tape, add(tape, shade, perPicture(dense(told, name, 3, 0.2), 1, 3))))
  }
  const before = colour('before')
  const behind = colour('behind')
  const covered = sigmoid(tape, dense(hidden, 'covered', 1, 0.1, -1))
  return add(tape, behind, multiply(tape, subtract(tape, before, behind), covered))
}

/** The field as it is used: one picture, any number of its points. */
export const fieldNetwork = (shape: FieldShape): Network => ({
  name: 'field',
  inputs: [
    { name: 'cond', type: 'float32', shape: [1, conditionLength] },
    { name: 'uv', type: 'float32', shape: ['n', 2] },
  ],
  outputs: [{ name: 'rgb', type: 'float32', shape: ['n', 3] }],
  half: true,
  build: (tape, weights, [condition, uv]) => {
    const points = reshape(tape, uv!, [1, uv!.shape[0]!, 2])
    return [buildField(tape, weights, { condition: condition!, points, shape })]
  },
})
