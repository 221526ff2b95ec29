import { blake2_128Concat, identity } from '../../../hashing.ts'
import { accountId } from '../../../scale/chain-types.ts'
import { tuple, vec } from '../../../scale/composites.ts'
import { bool, u16, u64 } from '../../../scale/primitives.ts'
import { defineStorage, doubleMap, map, value } from '../../../storage.ts'

/** Child hotkeys: a hotkey may lend parts of its stake weight to others. */
export const family = defineStorage('SubtensorModule', {
  /** (hotkey, netuid) → (part of 2^64 − 1, child). */
  ChildKeys: doubleMap([accountId, blake2_128Concat], [u16, identity], vec(tuple(u64, accountId)), []),
  /** (hotkey, netuid) → (part of 2^64 − 1, parent). */
  ParentKeys: doubleMap([accountId, blake2_128Concat], [u16, identity], vec(tuple(u64, accountId)), []),
  PendingChildKeys: doubleMap(
    [u16, identity],
    [accountId, blake2_128Concat],
    tuple(vec(tuple(u64, accountId)), u64),
    [[], 0n],
  ),
  PendingChildKeyCooldown: value(u64, 7200n),
  ChildkeyTake: doubleMap([accountId, blake2_128Concat], [u16, identity], u16, 0),
  MaxChildkeyTake: value(u16, 11_796),
  MinChildkeyTake: value(u16, 0),
  MinChildkeyTakePerSubnet: map([u16, identity], u16, 0),
  /** What is recycled of dividends that a child passes to a parent of another coldkey, parts of 2^64 − 1. */
  CKBurn: value(u64, 0n),
  AutoParentDelegationEnabled: map([accountId, blake2_128Concat], bool, true),
})
