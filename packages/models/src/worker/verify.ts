import type { Verification } from '../generation.ts'
import { distribution, holdsToken, logProbability, sampleAt } from '../sampling.ts'
import type { Decoder } from './decoder.ts'
import type { DecoderShape, Tasks } from './messages.ts'

const maxReportedError = 1000

/**
 * Checks an answer in one pass: the model reads prompt and answer together, and at each position the seed's sample must
 * fall where the answer's token lies.
 */
export async function verify(
  decoder: Decoder,
  shape: DecoderShape,
  task: Tasks['verify']['task'],
): Promise<Verification> {
  const { tokens, maxTokens, prompt, cut, stoppedAt } = task
  const answer = tokens.slice(0, maxTokens)
  const known = answer.findIndex(
    (token) => !Number.isInteger(token) || token < 0 || token >= shape.vocabulary,
  )
  const readable = known < 0 ? answer : answer.slice(0, known)
  const endTokenAt = readable.indexOf(shape.endToken)
  const ends = [endTokenAt, stoppedAt ?? -1].filter((at) => at >= 0)
  const ended = ends.length === 0 ? -1 : Math.min(...ends)
  const complete =
    tokens.length > 0 &&
    readable.length === tokens.length &&
    (ended < 0 ? tokens.length === maxTokens : ended === tokens.length - 1)
  const logits =
    readable.length > 0 ? await decoder.feed([...prompt, ...readable.slice(0, -1)]) : new Float32Array(0)

  let [matching, mean, error] = [0, 0, 0]
  let firstMismatch: number | null = null
  readable.forEach((token, position) => {
    const row = (prompt.length - 1 + position) * shape.vocabulary
    const probabilities = distribution(logits.subarray(row, row + shape.vocabulary), task.temperature)
    const afterEnd = ended >= 0 && position > ended
    if (!afterEnd && holdsToken(probabilities, token, sampleAt(task.seed, position), task.tolerance, cut)) {
      matching += 1
    } else {
      firstMismatch ??= position
    }
    const logprob = logProbability(probabilities[token]!)
    mean += logprob
    const difference = Math.abs((task.logprobs?.[position] ?? Number.NaN) - logprob)
    error = Math.max(
      error,
      Number.isFinite(difference) ? Math.min(difference, maxReportedError) : maxReportedError,
    )
  })
  if (readable.length < tokens.length) firstMismatch ??= readable.length
  const count = Math.max(1, readable.length)
  const reported = task.logprobs?.length
  const reportedError = reported === tokens.length ? error : maxReportedError
  return {
    ok: complete && firstMismatch === null,
    complete,
    matching: matching / Math.max(1, tokens.length),
    firstMismatch,
    meanLogprob: mean / count,
    maxLogprobError: reported === undefined ? null : reportedError,
  }
}
