import type { EpochInput } from './epoch-input.ts'
import type { EpochOutput } from './epoch-output.ts'
import { observedEpoch } from './yuma-epoch.ts'

/** What one step of an epoch made, in decimal numbers for people. All lists are by uid. */
export type TraceStep = {
  /** Index of the mechanism. */
  readonly mechanism: number
  /** The step's number in docs/yuma.md. */
  readonly step: number
  readonly name: string
} & (
  | { readonly kind: 'flags'; readonly values: readonly boolean[] }
  | { readonly kind: 'vector'; readonly values: readonly number[] }
  /** A row per uid; a cell that is missing is not a cell that is 0. */
  | {
      readonly kind: 'matrix'
      readonly values: readonly (readonly (readonly [uid: number, value: number])[])[]
    }
)

const decimal = (bits: bigint, fractionBits = 32): number => Number(bits) / 2 ** fractionBits

/**
 * Runs an epoch and shows what each step made, in order. The numbers come out of the very steps that `yumaEpoch` runs.
 *
 * @throws EPOCH_INPUT_INVALID as `yumaEpoch` does
 * @example
 * ```ts
 * import { formatTraceStep, traceEpoch } from '@subnetkit/scoring'
 * traceEpoch(input, (step) => console.error(formatTraceStep(step)))
 * ```
 */
export function traceEpoch(input: EpochInput, onStep: (step: TraceStep) => void): EpochOutput {
  let mechanism = 0
  return observedEpoch(input, {
    mechanism: (index) => {
      mechanism = index
    },
    flags: (step, name, values) => onStep({ mechanism, step, name, kind: 'flags', values }),
    vector: (step, name, values, fractionBits) =>
      onStep({
        mechanism,
        step,
        name,
        kind: 'vector',
        values: values.map((bits) => decimal(bits, fractionBits)),
      }),
    matrix: (step, name, values) =>
      onStep({
        mechanism,
        step,
        name,
        kind: 'matrix',
        values: values.map((row) => row.map(([uid, bits]) => [uid, decimal(bits)] as const)),
      }),
  })
}
