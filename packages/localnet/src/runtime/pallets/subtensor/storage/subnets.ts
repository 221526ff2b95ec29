import { blake2_128Concat, identity, twox64Concat } from '../../../hashing.ts'
import { accountId, zeroAccount } from '../../../scale/chain-types.ts'
import { bytes, vec } from '../../../scale/composites.ts'
import { bool, u8, u16, u64 } from '../../../scale/primitives.ts'
import { defineStorage, map, value } from '../../../storage.ts'
import { subnetIdentityV3 } from '../types.ts'

/** Which subnets there are, who owns them, and when their epochs run. */
export const subnets = defineStorage('SubtensorModule', {
  /** Whether a netuid is in use. */
  NetworksAdded: map([u16, identity], bool, false),
  TotalNetworks: value(u16, 0),
  /** How many subnets there may be, root apart. */
  SubnetLimit: value(u16, 128),
  /** The coldkey that registered the subnet: may set its hyperparameters, gets the owner cut. */
  SubnetOwner: map([u16, identity], accountId, zeroAccount),
  /** Uid 0 of a new subnet; the owner cut is staked to it. */
  SubnetOwnerHotkey: map([u16, identity], accountId, zeroAccount),
  /** Block of registration. */
  NetworkRegisteredAt: map([u16, identity], u64, 0n),
  RegisteredSubnetCounter: map([u16, identity], u64, 0n),
  /** Blocks in which a new subnet cannot be replaced. */
  NetworkImmunityPeriod: value(u64, 1_296_000n),
  NetworkRegistrationStartBlock: value(u64, 0n),
  /** Blocks an owner waits before start_call. */
  StartCallDelay: value(u64, 0n),
  /** Set by start_call: a subnet without it earns nothing. */
  FirstEmissionBlockNumber: map([u16, identity], u64),
  /** Set by start_call: a subnet without it cannot be staked on. */
  SubtokenEnabled: map([u16, identity], bool, false),
  TokenSymbol: map([u16, identity], bytes, new TextEncoder().encode('𝜏')),
  /** What a subnet says about itself. */
  SubnetIdentitiesV3: map([u16, blake2_128Concat], subnetIdentityV3),
  /** 0: alpha is worth 1 TAO; 1: a pool makes its price. */
  SubnetMechanism: map([u16, identity], u16, 0),
  /** Blocks of an epoch; 0: no epochs. */
  Tempo: map([u16, identity], u16, 360),
  /** The block that the next epoch is counted from. */
  LastEpochBlock: map([u16, identity], u64, 0n),
  /** An epoch that was triggered or put off: its block, 0 for none. */
  PendingEpochAt: map([u16, identity], u64, 0n),
  /** How many epochs there were: the clock of commit-reveal. */
  SubnetEpochIndex: map([u16, identity], u64, 0n),
  /** Blocks since the last epoch that ran. */
  BlocksSinceLastStep: map([u16, identity], u64, 0n),
  /** Block of the last epoch that ran (the misspelling is the real name). */
  LastMechansimStepBlock: map([u16, identity], u64, 0n),
  /** More due epochs than this are put off by a block. */
  MaxEpochsPerBlock: value(u8, 2),
  MaxMechanismCount: value(u8, 2),
  /** How many incentive mechanisms a subnet has. */
  MechanismCountCurrent: map([u16, twox64Concat], u8, 1),
  /** Parts of 65535 of the emission each mechanism gets; even if not set. */
  MechanismEmissionSplit: map([u16, twox64Concat], vec(u16)),
})
