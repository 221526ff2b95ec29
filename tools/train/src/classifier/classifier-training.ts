import type { Random } from '@subnetkit/core'
import { add, crossEntropy } from '../autodiff/operations.ts'
import { Tape } from '../autodiff/tape.ts'
import { freshWeights } from '../autodiff/weights.ts'
import type { TrainingGraph } from '../trainer.ts'
import { buildClassifier, type ClassifierShape } from './classifier-network.ts'

/**
 * The graph that trains a classifier of pictures [channels, side, side] with inputs `x` and `label0` …: the sum of the cross
 * entropies of all questions.
 */
export function classifierTrainingGraph(
  shape: ClassifierShape,
  { rows, input, answers }: { rows: number; input: readonly number[]; answers: readonly number[] },
  random: Random,
): TrainingGraph {
  const tape = new Tape()
  const x = tape.input('x', 'float32', [rows, ...input])
  const logits = buildClassifier(tape, freshWeights(tape, random), x, shape, answers)
  const losses = logits.map((each, i) => crossEntropy(tape, each, tape.input(`label${i}`, 'int64', [rows])))
  const loss = losses.reduce((sum, each) => add(tape, sum, each))
  return { model: tape.finish(loss), parameters: tape.parameters }
}
