import type { AccountId } from '../../scale/chain-types.ts'
import type { HasState } from '../../state-view.ts'
import { U64_MAX, U96F32 } from './math/fixed-point.ts'
import { hotkeyStake } from './stake.ts'
import { storage } from './storage.ts'

/*
 * What a hotkey's stake counts in a subnet: its alpha, and its TAO on root times a weight, less what it lends to
 * children, plus what parents lend to it. Source: pallets/subtensor, staking/stake_utils.rs.
 */

/** A part of 2^64 − 1 as U96F32. */
export const proportion = (parts: bigint): bigint => U96F32.div(U96F32.of(parts), U96F32.of(U64_MAX))

/** What a TAO on root counts, in bits of U96F32. */
export const taoWeight = (chain: HasState): bigint => proportion(storage.TaoWeight.get(chain))

/** A hotkey's stake of one kind, after what children and parents lend, rao. */
function inherited(
  chain: HasState,
  hotkey: AccountId,
  netuid: number,
  stakeOf: (hotkey: AccountId) => bigint,
): bigint {
  const part = (of: AccountId, parts: bigint) => U96F32.mul(U96F32.of(stakeOf(of)), proportion(parts))
  let lent = 0n
  for (const [parts] of storage.ChildKeys.get(chain, hotkey, netuid)) {
    lent = U96F32.add(lent, part(hotkey, parts))
  }
  let borrowed = 0n
  for (const [parts, parent] of storage.ParentKeys.get(chain, hotkey, netuid)) {
    borrowed = U96F32.add(borrowed, part(parent, parts))
  }
  return U96F32.toU64(U96F32.add(U96F32.sub(U96F32.of(stakeOf(hotkey)), lent), borrowed))
}

export interface StakeWeight {
  /** Alpha, rao. */
  readonly alpha: bigint
  /** TAO on root, rao. */
  readonly tao: bigint
  /** alpha + tao × weight, in bits of I64F64. */
  readonly total: bigint
}

/** What a hotkey's stake counts in a subnet. */
export function stakeWeight(chain: HasState, hotkey: AccountId, netuid: number): StakeWeight {
  const alpha =
    netuid === 0
      ? hotkeyStake(chain, hotkey, 0)
      : inherited(chain, hotkey, netuid, (of) => hotkeyStake(chain, of, netuid))
  const tao = inherited(chain, hotkey, netuid, (of) => hotkeyStake(chain, of, 0))
  // The weight has 32 bits behind the point, I64F64 has 64.
  return { alpha, tao, total: (alpha << 64n) + tao * (taoWeight(chain) << 32n) }
}

/** The whole rao of a total of {@link StakeWeight}. */
export const wholeStake = ({ total }: StakeWeight): bigint => total >> 64n
