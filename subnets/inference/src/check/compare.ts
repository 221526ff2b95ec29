import type { ModelEntry } from '../registry/model-entry.ts'
import type { Tensor } from '../wire/tensor.ts'
import { numbersOf } from '../wire/values.ts'

/** How one output lies to what it should be. */
export interface Comparison {
  readonly ok: boolean
  /** The largest difference of two values, 1e9 at most; 1 where values that have no distance differ. */
  readonly error: number
}

const mostError = 1e9
const floats: readonly string[] = ['FP16', 'BF16', 'FP32', 'FP64']

const equal = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0

/**
 * Compares an output with the true one, of the same datatype and shape. Integers, truth values and texts must be equal;
 * floats may differ by absolute + relative × |true|. Where the true value is not finite, only the same one will do.
 */
export function compareTensors(
  answer: Pick<Tensor, 'datatype' | 'data'>,
  truth: Pick<Tensor, 'datatype' | 'data'>,
  { absolute, relative }: ModelEntry['tolerance'],
): Comparison {
  if (answer.data.length !== truth.data.length && answer.datatype !== 'BYTES')
    return { ok: false, error: mostError }
  if (equal(answer.data, truth.data)) return { ok: true, error: 0 }
  if (!floats.includes(truth.datatype)) return { ok: false, error: 1 }
  const [given, wanted] = [numbersOf(answer), numbersOf(truth)] as ArrayLike<number>[]
  let ok = true
  let error = 0
  for (let i = 0; i < wanted!.length; i++) {
    const [a, b] = [given![i]!, wanted![i]!]
    if (Object.is(a, b)) continue
    const difference = Math.abs(a - b)
    // Relative to an infinity everything would be close.
    if (!Number.isFinite(b) || !(difference <= absolute + relative * Math.abs(b))) ok = false
    error = Math.max(error, Number.isFinite(difference) ? Math.min(difference, mostError) : mostError)
  }
  return { ok, error }
}
