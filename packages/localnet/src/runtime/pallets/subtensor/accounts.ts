import type { AccountId } from '../../scale/chain-types.ts'
import type { HasState } from '../../state-view.ts'
import { errors } from './errors.ts'
import { U16_MAX, U96F32 } from './math/fixed-point.ts'
import { storage } from './storage.ts'
import { isSubnetAccount } from './subnet-account.ts'

/** Whether a hotkey was ever registered or associated. */
export const hotkeyExists = (chain: HasState, hotkey: AccountId): boolean => storage.Owner.has(chain, hotkey)

export const ownsHotkey = (chain: HasState, coldkey: AccountId, hotkey: AccountId): boolean =>
  storage.Owner.has(chain, hotkey) && storage.Owner.get(chain, hotkey) === coldkey

/** Adds a hotkey to a coldkey's list unless it is there. */
const addTo = (list: AccountId[], hotkey: AccountId): AccountId[] =>
  list.includes(hotkey) ? list : [...list, hotkey]

/** Remembers that a coldkey has stake on a hotkey. */
export const rememberStaking = (chain: HasState, coldkey: AccountId, hotkey: AccountId): void => {
  const list = storage.StakingHotkeys.get(chain, coldkey)
  if (!list.includes(hotkey)) storage.StakingHotkeys.set(chain, coldkey, [...list, hotkey])
}

/**
 * Gives a hotkey that nobody owns to a coldkey; a hotkey that has an owner keeps it.
 *
 * @throws errors.CannotUseSystemAccount for a subnet's account
 */
export function createHotkey(chain: HasState, coldkey: AccountId, hotkey: AccountId): void {
  if (isSubnetAccount(hotkey)) throw errors.CannotUseSystemAccount()
  if (hotkeyExists(chain, hotkey)) return
  storage.Owner.set(chain, hotkey, coldkey)
  storage.OwnedHotkeys.mutate(chain, coldkey, (list) => addTo(list, hotkey))
  rememberStaking(chain, coldkey, hotkey)
}

/** A validator's part of its nominators' dividends, in bits of U96F32. */
export const takeOf = (chain: HasState, hotkey: AccountId): bigint =>
  U96F32.div(U96F32.of(storage.Delegates.get(chain, hotkey)), U96F32.of(U16_MAX))
