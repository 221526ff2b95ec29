import { blake2_128Concat, identity } from '../../../hashing.ts'
import { accountId, u96f32 } from '../../../scale/chain-types.ts'
import { u16, u64 } from '../../../scale/primitives.ts'
import { defineStorage, doubleMap, map, value } from '../../../storage.ts'

/** What is minted, what waits for the next epoch, and who was paid. */
export const emission = defineStorage('SubtensorModule', {
  /** TAO minted so far, rao: the yardstick of halvings. */
  TotalIssuance: value(u64, 0n),
  /** TAO minted in a block. */
  BlockEmission: value(u64, 1_000_000_000n),
  /** Alpha created for participants in the last block. */
  SubnetAlphaOutEmission: map([u16, identity], u64, 0n),
  /** Alpha put into the pool in the last block. */
  SubnetAlphaInEmission: map([u16, identity], u64, 0n),
  /** TAO put into the pool in the last block. */
  SubnetTaoInEmission: map([u16, identity], u64, 0n),
  /** TAO that bought alpha in the last block. */
  SubnetExcessTao: map([u16, identity], u64, 0n),
  SubnetRootSellTao: map([u16, identity], u64, 0n),
  /** Alpha for miners at the next epoch. */
  PendingServerEmission: map([u16, identity], u64, 0n),
  /** Alpha for validators at the next epoch. */
  PendingValidatorEmission: map([u16, identity], u64, 0n),
  /** Alpha for root stakers at the next epoch. */
  PendingRootAlphaDivs: map([u16, identity], u64, 0n),
  /** Alpha for the owner at the next epoch. */
  PendingOwnerCut: map([u16, identity], u64, 0n),
  /** The part of the last epoch's incentive that went to the owner's hotkeys: lowers the subnet's TAO. */
  MinerBurned: map([u16, identity], u96f32, 0n),
  RootProp: map([u16, identity], u96f32, 0n),
  AlphaDividendsPerSubnet: doubleMap([u16, identity], [accountId, blake2_128Concat], u64, 0n),
  RootAlphaDividendsPerSubnet: doubleMap([u16, identity], [accountId, blake2_128Concat], u64, 0n),
  LastHotkeyEmissionOnNetuid: doubleMap([accountId, blake2_128Concat], [u16, identity], u64, 0n),
})
