import { blake2_128Concat, identity } from '../../../hashing.ts'
import { accountId, btreeMap, i96f32 } from '../../../scale/chain-types.ts'
import { u16, u64, u128 } from '../../../scale/primitives.ts'
import { defineStorage, map, nMap, value } from '../../../storage.ts'
import { rootClaimType } from '../types.ts'

/** Root stakers and their claims to alpha dividends. */
export const root = defineStorage('SubtensorModule', {
  RootClaimable: map([accountId, blake2_128Concat], btreeMap(u16, i96f32), []),
  RootClaimed: nMap(
    [
      [u16, identity],
      [accountId, blake2_128Concat],
      [accountId, blake2_128Concat],
    ],
    u128,
    0n,
  ),
  RootClaimType: map([accountId, blake2_128Concat], rootClaimType, { type: 'Swap', value: undefined }),
  RootClaimableThreshold: map([u16, blake2_128Concat], i96f32, 2_147_483_648_000_000n),
  NumRootClaim: value(u64, 5n),
  StakingColdkeys: map([accountId, identity], u64),
  StakingColdkeysByIndex: map([u64, identity], accountId),
  NumStakingColdkeys: value(u64, 0n),
})
