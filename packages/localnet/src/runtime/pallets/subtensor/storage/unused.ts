import { blake2_128Concat, identity, twox64Concat } from '../../../hashing.ts'
import { accountId, u64f64 } from '../../../scale/chain-types.ts'
import { bytes } from '../../../scale/composites.ts'
import { bool, u16, u32, u64 } from '../../../scale/primitives.ts'
import { defineStorage, doubleMap, map, value } from '../../../storage.ts'
import { subnetLease } from '../types.ts'

/** Declared so that readers find the real defaults; nothing here writes them. */
export const unused = defineStorage('SubtensorModule', {
  DissolveNetworkScheduleDuration: value(u32, 36_000),
  SubnetLeases: map([u32, twox64Concat], subnetLease),
  SubnetLeaseShares: doubleMap([u32, twox64Concat], [accountId, identity], u64f64, 0n),
  SubnetUidToLeaseId: map([u16, twox64Concat], u32),
  NextSubnetLeaseId: value(u32, 0),
  AccumulatedLeaseDividends: map([u32, twox64Concat], u64, 0n),
  VotingPower: doubleMap([u16, identity], [accountId, blake2_128Concat], u64, 0n),
  VotingPowerTrackingEnabled: map([u16, identity], bool, false),
  VotingPowerDisableAtBlock: map([u16, identity], u64, 0n),
  VotingPowerEmaAlpha: map([u16, identity], u64, 3_570_000_000_000_000n),
  HasMigrationRun: map([bytes, identity], bool, false),
})
