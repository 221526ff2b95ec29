import type { ChainContext } from '../../../chain-context.ts'
import { signed } from '../../../origin.ts'
import { call } from '../../../pallet.ts'
import { accountId } from '../../../scale/chain-types.ts'
import { bool, u16, u64 } from '../../../scale/primitives.ts'
import { option } from '../../../scale/variants.ts'
import { errors } from '../errors.ts'
import { minOf } from '../math/fixed-point.ts'
import { stakeOf } from '../stake.ts'
import { type Position, stakeTao, unstakeAlpha } from '../staking.ts'
import { storage } from '../storage.ts'

const RETURNS_ALPHA = ['The signer sells staked alpha for TAO.']

/** Sells what there is, if that is less than asked for: the fee may have been paid in alpha. */
function sell(chain: ChainContext, position: Position, amount: bigint): void {
  if (!storage.SubtokenEnabled.get(chain, position.netuid)) throw errors.SubtokenDisabled()
  const staked = stakeOf(chain, position.hotkey, position.coldkey, position.netuid)
  unstakeAlpha(chain, position, minOf(amount, staked))
}

/** TAO in, alpha staked; and back. */
export const stakingCalls = {
  add_stake: call(
    2,
    { hotkey: accountId, netuid: u16, amount_staked: u64 },
    (chain, origin, { hotkey, netuid, amount_staked: amount }) =>
      stakeTao(chain, { hotkey, coldkey: signed(origin), netuid }, amount),
    { docs: ['Buy alpha with TAO of the signer and stake it on the hotkey.'] },
  ),
  add_stake_limit: call(
    88,
    { hotkey: accountId, netuid: u16, amount_staked: u64, limit_price: u64, allow_partial: bool },
    (chain, origin, { hotkey, netuid, amount_staked: amount, limit_price: price, allow_partial }) =>
      stakeTao(chain, { hotkey, coldkey: signed(origin), netuid }, amount, {
        price,
        allowPartial: allow_partial,
      }),
    { docs: ['Stake, at most at this price (rao for one alpha).'] },
  ),
  remove_stake: call(
    3,
    { hotkey: accountId, netuid: u16, amount_unstaked: u64 },
    (chain, origin, { hotkey, netuid, amount_unstaked: amount }) =>
      sell(chain, { hotkey, coldkey: signed(origin), netuid }, amount),
    { docs: RETURNS_ALPHA },
  ),
  remove_stake_limit: call(
    89,
    { hotkey: accountId, netuid: u16, amount_unstaked: u64, limit_price: u64, allow_partial: bool },
    (chain, origin, { hotkey, netuid, amount_unstaked: amount, limit_price: price, allow_partial }) =>
      unstakeAlpha(chain, { hotkey, coldkey: signed(origin), netuid }, amount, {
        price,
        allowPartial: allow_partial,
      }),
    { docs: ['Unstake, at least at this price (rao for one alpha).'] },
  ),
  remove_stake_full_limit: call(
    103,
    { hotkey: accountId, netuid: u16, limit_price: option(u64) },
    (chain, origin, { hotkey, netuid, limit_price: price }) => {
      const position = { hotkey, coldkey: signed(origin), netuid }
      const staked = stakeOf(chain, hotkey, position.coldkey, netuid)
      if (price === undefined) sell(chain, position, staked)
      else unstakeAlpha(chain, position, staked, { price, allowPartial: false })
    },
    { docs: ['Unstake all there is.'] },
  ),
}
