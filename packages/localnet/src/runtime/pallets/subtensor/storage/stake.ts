import { blake2_128Concat, identity } from '../../../hashing.ts'
import { accountId, u64f64 } from '../../../scale/chain-types.ts'
import { unit } from '../../../scale/composites.ts'
import { bool, u16, u64 } from '../../../scale/primitives.ts'
import { defineStorage, doubleMap, map, nMap, value } from '../../../storage.ts'
import { lockState, nullableBytes, safeFloatType } from '../types.ts'

/** Alpha that is staked. A hotkey has a total per subnet; its nominators hold shares of it. */
export const stake = defineStorage('SubtensorModule', {
  /** All alpha staked to a hotkey on a subnet, rao. */
  TotalHotkeyAlpha: doubleMap([accountId, blake2_128Concat], [u16, identity], u64, 0n),
  /** The total of shares of that alpha. */
  TotalHotkeySharesV2: doubleMap([accountId, blake2_128Concat], [u16, identity], safeFloatType, {
    mantissa: 0n,
    exponent: 0n,
  }),
  /** (hotkey, coldkey, netuid) → shares. */
  AlphaV2: nMap(
    [
      [accountId, blake2_128Concat],
      [accountId, blake2_128Concat],
      [u16, identity],
    ],
    safeFloatType,
    { mantissa: 0n, exponent: 0n },
  ),
  TotalHotkeyAlphaLastEpoch: doubleMap([accountId, blake2_128Concat], [u16, identity], u64, 0n),
  /** Older form, read where there is no V2 entry on the real chain. */
  TotalHotkeyShares: doubleMap([accountId, blake2_128Concat], [u16, identity], u64f64, 0n),
  /** Older form, read where there is no V2 entry on the real chain. */
  Alpha: nMap(
    [
      [accountId, blake2_128Concat],
      [accountId, blake2_128Concat],
      [u16, identity],
    ],
    u64f64,
    0n,
  ),
  /** TAO in all pools, rao. */
  TotalStake: value(u64, 0n),
  /** Stake weight that a neuron needs to set weights. */
  StakeThreshold: value(u64, 0n),
  NominatorMinRequiredStake: value(u64, 0n),
  /** What a TAO staked on root counts in a subnet, parts of 2^64 − 1. */
  TaoWeight: value(u64, 971_718_665_099_567_868n),
  AlphaMapLastKey: value(nullableBytes, null),
  AlphaV2MapLastKey: value(nullableBytes, null),
  NextStakeJobId: value(u64, 0n),
  Lock: nMap(
    [
      [accountId, blake2_128Concat],
      [u16, identity],
      [accountId, blake2_128Concat],
    ],
    lockState,
  ),
  LockingColdkeys: nMap(
    [
      [u16, identity],
      [accountId, blake2_128Concat],
      [accountId, blake2_128Concat],
    ],
    unit,
  ),
  HotkeyLock: doubleMap([u16, identity], [accountId, blake2_128Concat], lockState),
  DecayingHotkeyLock: doubleMap([u16, identity], [accountId, blake2_128Concat], lockState),
  OwnerLock: map([u16, identity], lockState),
  DecayingOwnerLock: map([u16, identity], lockState),
  DecayingLock: doubleMap([accountId, blake2_128Concat], [u16, identity], bool),
  MaturityRate: value(u64, 934_866n),
  UnlockRate: value(u64, 934_866n),
})
