import type { AccountId } from '../../scale/chain-types.ts'
import type { HasState } from '../../state-view.ts'
import { rememberStaking } from './accounts.ts'
import { isZero } from './math/safe-float.ts'
import { addShares, canAddShares, removeShares, type SharePool, shareValue } from './math/share-pool.ts'
import { storage } from './storage.ts'

/*
 * Who has how much alpha staked where. On netuid 0 it is TAO, 1:1.
 * Source: pallets/subtensor, staking/stake_utils.rs.
 */

const readPool = (chain: HasState, hotkey: AccountId, coldkey: AccountId, netuid: number): SharePool => ({
  value: storage.TotalHotkeyAlpha.get(chain, hotkey, netuid),
  total: storage.TotalHotkeySharesV2.get(chain, hotkey, netuid),
  share: storage.AlphaV2.get(chain, hotkey, coldkey, netuid),
})

/** Empty entries are removed, as on the chain: a reader of the map sees only who has stake. */
function writePool(
  chain: HasState,
  hotkey: AccountId,
  coldkey: AccountId,
  netuid: number,
  { value, total, share }: SharePool,
): void {
  setAlpha(chain, hotkey, netuid, value)
  if (isZero(total)) storage.TotalHotkeySharesV2.remove(chain, hotkey, netuid)
  else storage.TotalHotkeySharesV2.set(chain, hotkey, netuid, total)
  if (isZero(share)) storage.AlphaV2.remove(chain, hotkey, coldkey, netuid)
  else storage.AlphaV2.set(chain, hotkey, coldkey, netuid, share)
}

const setAlpha = (chain: HasState, hotkey: AccountId, netuid: number, value: bigint): void => {
  if (value === 0n) storage.TotalHotkeyAlpha.remove(chain, hotkey, netuid)
  else storage.TotalHotkeyAlpha.set(chain, hotkey, netuid, value)
}

/** All alpha staked to a hotkey on a subnet, rao. */
export const hotkeyStake = (chain: HasState, hotkey: AccountId, netuid: number): bigint =>
  storage.TotalHotkeyAlpha.get(chain, hotkey, netuid)

/** What a coldkey's shares of it are worth, rao. */
export const stakeOf = (chain: HasState, hotkey: AccountId, coldkey: AccountId, netuid: number): bigint =>
  shareValue(readPool(chain, hotkey, coldkey, netuid))

/** Whether so little would still give shares. */
export const canStake = (chain: HasState, hotkey: AccountId, netuid: number, amount: bigint): boolean =>
  canAddShares(readPool(chain, hotkey, hotkey, netuid), amount)

/** Stakes alpha for a coldkey. */
export function addStake(
  chain: HasState,
  hotkey: AccountId,
  coldkey: AccountId,
  netuid: number,
  amount: bigint,
): void {
  if (amount === 0n) return
  rememberStaking(chain, coldkey, hotkey)
  const pool = readPool(chain, hotkey, coldkey, netuid)
  writePool(chain, hotkey, coldkey, netuid, addShares(pool, amount))
}

/** Takes alpha from a coldkey's stake; nothing if it has less. */
export function removeStake(
  chain: HasState,
  hotkey: AccountId,
  coldkey: AccountId,
  netuid: number,
  amount: bigint,
): void {
  const pool = readPool(chain, hotkey, coldkey, netuid)
  if (amount === 0n || shareValue(pool) < amount) return
  writePool(chain, hotkey, coldkey, netuid, removeShares(pool, amount))
}

/** Raises the stake of everybody who staked to a hotkey, in proportion. */
export const raiseStake = (chain: HasState, hotkey: AccountId, netuid: number, amount: bigint): void =>
  setAlpha(chain, hotkey, netuid, hotkeyStake(chain, hotkey, netuid) + amount)
