import { clampForUse, leakyRelu } from '../autodiff/activations.ts'
import { convolve, enlargeInput, pixelShuffle } from '../autodiff/convolution.ts'
import { add } from '../autodiff/operations.ts'
import type { Tape, Value } from '../autodiff/tape.ts'
import type { Weights } from '../autodiff/weights.ts'
import type { Network } from '../network.ts'

export interface UpscalerShape {
  readonly channels: number
  /** Convolutions between the first and the last. */
  readonly layers: number
}

/**
 * Doubles pictures: bilinear interpolation, corrected by what a few convolutions of 3 × 3 see in the small picture. A pixel
 * of the answer depends on `layers` + 2 pixels in each direction, so pictures of any size can be enlarged band by band.
 *
 * @param x [n, 3, h, w], 0 … 1
 * @returns [n, 3, 2h, 2w], about 0 … 1
 */
export function buildUpscaler(tape: Tape, weights: Weights, x: Value, shape: UpscalerShape): Value {
  const { channels, layers } = shape
  const layer = (from: Value, name: string, outputs: number, gain: number): Value => {
    const inputs = from.shape[1]!
    const kernel = weights(name, [outputs, inputs, 3, 3], { deviation: gain * Math.sqrt(2 / (9 * inputs)) })
    return convolve(tape, from, kernel, weights(`${name}.bias`, [outputs], { value: 0 }))
  }
  const seen = leakyRelu(tape, layer(x, 'first', channels, 1))
  let hidden = seen
  for (let i = 0; i < layers; i++) hidden = leakyRelu(tape, layer(hidden, `layer${i}`, channels, 0.8))
  // The last layer starts small: the network begins as bilinear interpolation.
  const detail = pixelShuffle(tape, layer(add(tape, hidden, seen), 'last', 12, 0.1))
  return add(tape, detail, enlargeInput(tape, x))
}

/** The upscaler as it is used. */
export const upscalerNetwork = (shape: UpscalerShape): Network => ({
  name: 'upscaler',
  inputs: [{ name: 'x', type: 'float32', shape: ['n', 3, 'h', 'w'] }],
  outputs: [{ name: 'y', type: 'float32', shape: ['n', 3, 'H', 'W'] }],
  half: false,
  build: (tape, weights, [x]) => [clampForUse(tape, buildUpscaler(tape, weights, x!, shape))],
})
