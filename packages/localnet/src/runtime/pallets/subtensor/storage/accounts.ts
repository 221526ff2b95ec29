import { blake2_128Concat, identity, twox64Concat } from '../../../hashing.ts'
import { accountId, h256, zeroAccount } from '../../../scale/chain-types.ts'
import { tuple, vec } from '../../../scale/composites.ts'
import { u16, u32, u64, u128 } from '../../../scale/primitives.ts'
import { defineStorage, doubleMap, map, value } from '../../../storage.ts'
import { chainIdentityV2 } from '../types.ts'

/** Coldkeys and their hotkeys: who owns what. */
export const accounts = defineStorage('SubtensorModule', {
  /** The coldkey of a hotkey; a hotkey exists once it has one. */
  Owner: map([accountId, blake2_128Concat], accountId, zeroAccount),
  /** The hotkeys that a coldkey owns. */
  OwnedHotkeys: map([accountId, blake2_128Concat], vec(accountId), []),
  /** The hotkeys that a coldkey has, or had, stake on. */
  StakingHotkeys: map([accountId, blake2_128Concat], vec(accountId), []),
  /** A validator's take of its nominators' dividends, parts of 65535; 18 % unless set. */
  Delegates: map([accountId, blake2_128Concat], u16, 11_796),
  MaxDelegateTake: value(u16, 11_796),
  MinDelegateTake: value(u16, 0),
  /** Where a coldkey's mining rewards on a subnet are staked, instead of to the miner itself. */
  AutoStakeDestination: doubleMap([accountId, blake2_128Concat], [u16, identity], accountId),
  AutoStakeDestinationColdkeys: doubleMap([accountId, blake2_128Concat], [u16, identity], vec(accountId), []),
  /** What a coldkey says about itself. */
  IdentitiesV2: map([accountId, blake2_128Concat], chainIdentityV2),
  AccountFlags: map([accountId, blake2_128Concat], u128, 0n),
  ColdkeySwapAnnouncementDelay: value(u32, 36_000),
  ColdkeySwapReannouncementDelay: value(u32, 7200),
  ColdkeySwapAnnouncements: map([accountId, twox64Concat], tuple(u32, h256)),
  ColdkeySwapDisputes: map([accountId, twox64Concat], u32),
  LastHotkeySwapOnNetuid: doubleMap([u16, identity], [accountId, blake2_128Concat], u64, 0n),
})
