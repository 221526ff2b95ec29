import { z } from 'zod'
import { scoringErrors } from '../errors.ts'
import { checkEpochInput, maxNeurons } from './check-epoch-input.ts'
import type { EpochInput, Pair } from './epoch-input.ts'
import type { EpochOutput } from './epoch-output.ts'

/** The longest line that is read, in characters. */
export const maxEpochLine = 64 * 1024 * 1024

const u64 = z
  .string()
  .regex(/^(0|[1-9]\d{0,19})$/, 'Expected a decimal string')
  .transform(BigInt)
  .refine((value) => value < 1n << 64n, 'Expected at most 2^64 − 1')
const u16 = z.int().min(0).max(65535)
const block = z.int().min(0)
/** By hand, for a full matrix has very many; ranges are checked by `checkEpochInput`. */
const pairs = z.custom<readonly Pair[]>(
  (value) =>
    Array.isArray(value) &&
    value.length <= maxNeurons &&
    value.every(
      (pair) =>
        Array.isArray(pair) && pair.length === 2 && Number.isInteger(pair[0]) && Number.isInteger(pair[1]),
    ),
  'Expected a list of [uid, u16]',
)
const perUid = <S extends z.ZodType>(schema: S) => z.array(schema).max(maxNeurons)

const line = z.object({
  block,
  tempo: u16,
  emission: u64,
  ownerUid: u16.nullable(),
  neurons: perUid(
    z.object({
      stake: u64,
      registeredAt: block,
      validatorPermit: z.boolean(),
      lastUpdate: block.optional(),
      weights: pairs.optional(),
      bonds: pairs.optional(),
      earliestCommit: block.nullish(),
    }),
  ),
  hyperparameters: z.object({
    kappa: u16,
    activityCutoff: block,
    maxAllowedValidators: u16,
    stakeThreshold: u64,
    bondsMovingAverage: block,
    bondsPenalty: u16,
    yuma3: z.boolean(),
    liquidAlpha: z.boolean(),
    alphaLow: u16,
    alphaHigh: u16,
    alphaSteepness: z.int().min(-32768).max(32767),
    lastMechanismStep: block,
  }),
  mechanisms: z
    .array(
      z.object({
        split: u16.nullish(),
        weights: perUid(pairs),
        bonds: perUid(pairs),
        lastUpdate: perUid(block),
        earliestCommit: perUid(block.nullable()).optional(),
      }),
    )
    .max(16)
    .optional(),
})

const refuse = (problem: string): never => {
  throw scoringErrors.EPOCH_INPUT_INVALID({ problem })
}

/**
 * Reads one line of `subnetkit epoch`. Amounts are decimal strings of rao, weights and bonds `[uid, u16]` pairs, all
 * other numbers as the chain stores them; fields that it does not know are passed over.
 *
 * @throws EPOCH_INPUT_INVALID with the path of what is wrong
 * @example
 * ```ts
 * import { formatEpochOutput, parseEpochLine, yumaEpoch } from '@subnetkit/scoring'
 * const answer = JSON.stringify(formatEpochOutput(yumaEpoch(parseEpochLine(line))))
 * ```
 */
export function parseEpochLine(text: string): EpochInput {
  if (text.length > maxEpochLine) refuse(`the line is longer than ${maxEpochLine} characters`)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    refuse('it is not JSON')
  }
  const result = line.safeParse(json)
  if (!result.success) {
    const issue = result.error.issues[0]
    return refuse(`${issue?.path.join('.') || 'the line'}: ${issue?.message ?? 'unknown'}`)
  }
  const { neurons, mechanisms, ...rest } = result.data
  const missing = (uid: number, field: string): never =>
    refuse(`neurons.${uid}.${field}: missing, and there are no mechanisms`)
  const input: EpochInput = {
    ...rest,
    neurons: neurons.map(({ lastUpdate, weights, bonds, earliestCommit, ...neuron }, uid) => ({
      ...neuron,
      lastUpdate: lastUpdate ?? (mechanisms ? 0 : missing(uid, 'lastUpdate')),
      weights: weights ?? (mechanisms ? [] : missing(uid, 'weights')),
      bonds: bonds ?? (mechanisms ? [] : missing(uid, 'bonds')),
      earliestCommit: earliestCommit ?? null,
    })),
    ...(mechanisms && {
      mechanisms: mechanisms.map(({ split, earliestCommit, ...mechanism }) => ({
        ...mechanism,
        split: split ?? null,
        ...(earliestCommit && { earliestCommit }),
      })),
    }),
  }
  checkEpochInput(input)
  return input
}

/** An epoch's result as JSON: shares as u16 numbers, rao as decimal strings, one entry a uid. */
export interface EpochOutputJson {
  readonly consensus: readonly number[]
  readonly incentive: readonly number[]
  readonly dividends: readonly number[]
  readonly validatorTrust: readonly number[]
  readonly validatorPermit: readonly boolean[]
  readonly emission: readonly string[]
  readonly serverEmission: readonly string[]
  readonly validatorEmission: readonly string[]
  readonly bonds: readonly (readonly Pair[])[]
  /** Where there are several. */
  readonly mechanisms?: readonly {
    readonly emission: string
    readonly incentive: readonly number[]
    readonly serverEmission: readonly string[]
    readonly validatorEmission: readonly string[]
    readonly bonds: readonly (readonly Pair[])[]
  }[]
}

/** The answer of `subnetkit epoch` to one line. */
export function formatEpochOutput(output: EpochOutput): EpochOutputJson {
  return {
    consensus: output.consensus,
    incentive: output.incentive,
    dividends: output.dividends,
    validatorTrust: output.validatorTrust,
    validatorPermit: output.validatorPermit,
    emission: output.emission.map(String),
    serverEmission: output.serverEmission.map(String),
    validatorEmission: output.validatorEmission.map(String),
    bonds: output.bonds,
    ...(output.mechanisms.length > 1 && {
      mechanisms: output.mechanisms.map((mechanism) => ({
        emission: String(mechanism.emission),
        incentive: mechanism.incentive,
        serverEmission: mechanism.serverEmission.map(String),
        validatorEmission: mechanism.validatorEmission.map(String),
        bonds: mechanism.bonds,
      })),
    }),
  }
}
