import { blake2_128Concat, identity, twox64Concat } from '../../../hashing.ts'
import { accountId } from '../../../scale/chain-types.ts'
import { u16, u64 } from '../../../scale/primitives.ts'
import { defineStorage, doubleMap, map, nMap, value } from '../../../storage.ts'
import { rateLimitKey } from '../types.ts'

/** When somebody last did what may not be done too often. */
export const rateLimits = defineStorage('SubtensorModule', {
  LastRateLimitedBlock: map([rateLimitKey, identity], u64, 0n),
  TransactionKeyLastBlock: nMap(
    [
      [accountId, blake2_128Concat],
      [u16, identity],
      [u16, identity],
    ],
    u64,
    0n,
  ),
  TxRateLimit: value(u64, 1000n),
  TxDelegateTakeRateLimit: value(u64, 216_000n),
  TxChildkeyTakeRateLimit: value(u64, 216_000n),
  LastTxBlock: map([accountId, identity], u64, 0n),
  LastTxBlockChildKeyTake: map([accountId, identity], u64, 0n),
  LastTxBlockDelegateTake: map([accountId, identity], u64, 0n),
  LastColdkeyHotkeyStakeBlock: doubleMap([accountId, twox64Concat], [accountId, twox64Concat], u64),
})
