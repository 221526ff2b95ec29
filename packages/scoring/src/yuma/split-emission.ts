import { scoringErrors } from '../errors.ts'
import { u16Max } from './fixed-point.ts'

/**
 * Cuts an epoch's emission (rao) into the parts of its mechanisms: by u16 shares, or evenly when there are none. What
 * rounding leaves goes to the first. Source: mechanism.rs, `split_emissions`.
 *
 * @throws EPOCH_INPUT_INVALID when only some mechanisms have a share, or all of them together more than 65535
 */
export function splitEmission(emission: bigint, splits: readonly (number | null)[]): bigint[] {
  const shares = splits.filter((share) => share !== null)
  if (shares.length > 0 && shares.length < splits.length) {
    throw scoringErrors.EPOCH_INPUT_INVALID({ problem: 'some mechanisms have a split and some have none' })
  }
  if (shares.reduce((total, share) => total + share, 0) > u16Max) {
    throw scoringErrors.EPOCH_INPUT_INVALID({ problem: 'the splits add up to more than 65535' })
  }
  const parts =
    shares.length > 0
      ? shares.map((share) => (emission * BigInt(share)) / BigInt(u16Max))
      : splits.map(() => emission / BigInt(splits.length))
  const left = parts.reduce((rest, part) => rest - part, emission)
  return parts.map((part, index) => (index === 0 ? part + left : part))
}
