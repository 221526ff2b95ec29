import type { Generated } from '../generation.ts'
import { distribution, likeliestToken, logProbability, pickToken, sampleAt } from '../sampling.ts'
import type { Decoder } from './decoder.ts'
import type { DecoderShape, Tasks, TokenEvent } from './messages.ts'

/**
 * Generates an answer token by token. Each model run yields to the worker's event loop, so several generations take
 * turns and an abort is seen within one token.
 */
export async function generate(
  decoder: Decoder,
  shape: DecoderShape,
  task: Tasks['generate']['task'],
  onToken: (event: TokenEvent) => void,
  aborted: () => boolean,
): Promise<Generated> {
  const all = await decoder.feed(task.prompt)
  let logits = all.subarray(all.length - shape.vocabulary)
  for (let position = 0; position < task.maxTokens && !aborted(); position++) {
    const probabilities = distribution(logits, task.temperature)
    const token =
      task.sampler === 'greedy'
        ? likeliestToken(probabilities)
        : pickToken(probabilities, sampleAt(task.seed, position), task.cut)
    onToken({ token, logprob: logProbability(probabilities[token]!) })
    if (token === shape.endToken) return { finish: 'stop' }
    if (position + 1 < task.maxTokens) logits = await decoder.feed([token])
  }
  return { finish: 'length' }
}
