import { identity } from '../../../hashing.ts'
import { u64f64 } from '../../../scale/chain-types.ts'
import { bytes } from '../../../scale/composites.ts'
import { bool, u16, u64 } from '../../../scale/primitives.ts'
import { defineStorage, map, value } from '../../../storage.ts'

/** What it costs to join, for neurons and for subnets. */
export const registration = defineStorage('SubtensorModule', {
  NetworkRegistrationAllowed: map([u16, identity], bool, true),
  NetworkPowRegistrationAllowed: map([u16, identity], bool, true),
  /** The price of a registration now, rao. */
  Burn: map([u16, identity], u64, 100_000_000n),
  MinBurn: map([u16, identity], u64, 500_000n),
  MaxBurn: map([u16, identity], u64, 100_000_000_000n),
  /** Blocks in which the price halves by itself. */
  BurnHalfLife: map([u16, identity], u16, 360),
  /** What a registration multiplies the price by. */
  BurnIncreaseMult: map([u16, identity], u64f64, 23_242_897_532_874_035_200n),
  RAORecycledForRegistration: map([u16, identity], u64, 0n),
  RegistrationsThisBlock: map([u16, identity], u16, 0),
  RegistrationsThisInterval: map([u16, identity], u16, 0),
  BurnRegistrationsThisInterval: map([u16, identity], u16, 0),
  POWRegistrationsThisInterval: map([u16, identity], u16, 0),
  MaxRegistrationsPerBlock: map([u16, identity], u16, 1),
  TargetRegistrationsPerInterval: map([u16, identity], u16, 2),
  AdjustmentInterval: map([u16, identity], u16, 100),
  AdjustmentAlpha: map([u16, identity], u64, 0n),
  LastAdjustmentBlock: map([u16, identity], u64, 0n),
  Difficulty: map([u16, identity], u64, 10_000_000n),
  MinDifficulty: map([u16, identity], u64, 10_000_000n),
  MaxDifficulty: map([u16, identity], u64, 4_611_686_018_427_387_903n),
  UsedWork: map([bytes, identity], u64, 0n),
  /** The least a subnet costs, rao. */
  NetworkMinLockCost: value(u64, 1_000_000_000_000n),
  /** What the last subnet cost, rao. */
  NetworkLastLockCost: value(u64, 1_000_000_000_000n),
  /** Blocks in which the price of a subnet falls back. */
  NetworkLockReductionInterval: value(u64, 100_800n),
  /** Blocks between two subnet registrations of the whole chain. */
  NetworkRateLimit: value(u64, 7200n),
  /** What the subnet's owner paid. */
  SubnetLocked: map([u16, identity], u64, 0n),
  LargestLocked: map([u16, identity], u64, 0n),
})
