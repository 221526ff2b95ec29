import { i64f64 } from './fixed-point.ts'

const u64Max = (1n << 64n) - 1n

/**
 * A neuron's stake weight as the epoch reads it: alpha + root stake × TaoWeight, in I64F64. It need not be a whole rao,
 * and what is behind the point can decide the last bit of a share. Source: `get_stake_weights_for_network`.
 *
 * @param of.alpha the hotkey's alpha on the subnet, rao, with what parents and children change
 * @param of.root the hotkey's stake on the root network, rao, likewise
 * @param of.taoWeight the stored `TaoWeight`, a share of 2^64 − 1
 * @example
 * ```ts
 * import { stakeWeight } from '@subnetkit/scoring'
 * stakeWeight({ alpha: 10n, root: 0n, taoWeight: 971718665099567868n }) // { stake: 10n, stakeFraction: 0n }
 * ```
 */
export function stakeWeight(of: {
  readonly alpha: bigint
  readonly root: bigint
  readonly taoWeight: bigint
}): { stake: bigint; stakeFraction: bigint } {
  // The weight is a U96F32 on the chain: only 32 bits behind the point.
  const weight = ((of.taoWeight << 32n) / u64Max) << 32n
  const total = i64f64.add(i64f64.of(of.alpha), i64f64.mul(i64f64.of(of.root), weight))
  const stake = i64f64.floor(total)
  return { stake, stakeFraction: total - i64f64.of(stake) }
}
