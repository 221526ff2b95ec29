import { attributeNames, attributeWords } from '@subnetkit/subnet-image/scene'
import { averagePool, convolve } from '../autodiff/convolution.ts'
import { add, linear, relu, reshape } from '../autodiff/operations.ts'
import { sizeOf, type Tape, type Value } from '../autodiff/tape.ts'
import type { Weights } from '../autodiff/weights.ts'
import type { Network } from '../network.ts'

export interface ClassifierShape {
  /** Channels after each convolution; each is followed by halving the picture. */
  readonly channels: readonly number[]
  /**
   * Whether what the last convolution sees is also averaged over the whole picture: what a thing is does not depend on where
   * it is. The side must be a power of two for that.
   */
  readonly anywhere: boolean
  /** Numbers that a picture is turned into before the answers are read from it. */
  readonly width: number
}

/**
 * Convolutions and a dense layer, then one dense layer for each question. Training and use share it.
 *
 * @param x [n, c, side, side]
 * @param answers how many answers each question has
 * @returns logits, [n, answers] for each question
 */
export function buildClassifier(
  tape: Tape,
  weights: Weights,
  x: Value,
  { channels, anywhere, width }: ClassifierShape,
  answers: readonly number[],
): Value[] {
  const dense = (from: Value, name: string, outputs: number, gain: number): Value => {
    const inputs = from.shape[1]!
    const matrix = weights(name, [inputs, outputs], { deviation: Math.sqrt(gain / inputs) })
    return add(tape, linear(tape, from, matrix), weights(`${name}.bias`, [outputs], { value: 0 }))
  }
  let seen = x
  for (const [i, outputs] of channels.entries()) {
    const inputs = seen.shape[1]!
    const kernel = weights(`layer${i}`, [outputs, inputs, 3, 3], { deviation: Math.sqrt(2 / (9 * inputs)) })
    const bias = weights(`layer${i}.bias`, [outputs], { value: 0 })
    seen = averagePool(tape, relu(tape, convolve(tape, seen, kernel, bias)))
  }
  const flat = (of: Value): Value => reshape(tape, of, [of.shape[0]!, sizeOf(of.shape.slice(1))])
  let known = dense(flat(seen), 'known', width, 2)
  if (anywhere) {
    let whole = seen
    while (whole.shape[2]! > 1) whole = averagePool(tape, whole)
    // Averages are small, so their weights start large.
    const matrix = weights('anywhere', [whole.shape[1]!, width], { deviation: 1 })
    known = add(tape, known, linear(tape, flat(whole), matrix))
  }
  known = relu(tape, known)
  return answers.map((outputs, i) => dense(known, `answer${i}`, outputs, 1))
}

/** Side of the pictures that the classifier reads. */
export const classifierSide = 32

export const attributeAnswers: readonly number[] = attributeNames.map((name) => attributeWords[name].length)

/** The classifier as it is used: logits `l0` … `l4` of shape, colour, background, size and place. */
export const classifierNetwork = (shape: ClassifierShape): Network => ({
  name: 'classifier',
  inputs: [{ name: 'x', type: 'float32', shape: ['n', 3, classifierSide, classifierSide] }],
  outputs: attributeAnswers.map((answers, i) => ({ name: `l${i}`, type: 'float32', shape: ['n', answers] })),
  half: false,
  build: (tape, weights, [x]) => buildClassifier(tape, weights, x!, shape, attributeAnswers),
})
