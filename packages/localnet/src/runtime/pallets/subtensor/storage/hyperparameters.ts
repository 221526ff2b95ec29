import { blake2_128Concat, identity, twox64Concat } from '../../../hashing.ts'
import { tuple } from '../../../scale/composites.ts'
import { bool, i16, u16, u32, u64 } from '../../../scale/primitives.ts'
import { defineStorage, map, value } from '../../../storage.ts'
import { recycleOrBurn } from '../types.ts'

const defaultAlphas: [number, number] = [45_875, 58_982]

/** The rules of a subnet that its owner or root may set. */
export const hyperparameters = defineStorage('SubtensorModule', {
  Rho: map([u16, identity], u16, 10),
  /** The share of stake that must back a weight for it to count, parts of 65535. */
  Kappa: map([u16, identity], u16, 32_767),
  AlphaSigmoidSteepness: map([u16, identity], i16, 1000),
  /** Lowest and highest alpha of liquid alpha, parts of 65535. */
  AlphaValues: map([u16, identity], tuple(u16, u16), defaultAlphas),
  /** Bonds move at a speed that depends on agreement with consensus. */
  LiquidAlphaOn: map([u16, blake2_128Concat], bool, false),
  /** Bonds as in Yuma 3; new subnets have it on. */
  Yuma3On: map([u16, blake2_128Concat], bool, false),
  /** How slowly bonds move, parts of a million. */
  BondsMovingAverage: map([u16, identity], u64, 900_000n),
  /** How much weight beyond consensus costs a validator its bonds, parts of 65535. */
  BondsPenalty: map([u16, identity], u16, 65_535),
  /** Whether a ResetBondsFlag commitment clears a hotkey's bonds. */
  BondsResetOn: map([u16, identity], bool, false),
  MinAllowedUids: map([u16, identity], u16, 64),
  /** How many neurons fit. */
  MaxAllowedUids: map([u16, identity], u16, 256),
  /** This many neurons past immunity are never replaced. */
  MinNonImmuneUids: map([u16, identity], u16, 10),
  /** Blocks in which a new neuron is replaced last. */
  ImmunityPeriod: map([u16, identity], u16, 4096),
  /** How many of the owner's hotkeys are never replaced. */
  ImmuneOwnerUidsLimit: map([u16, identity], u16, 1),
  /** A validator that set no weights for this × tempo ÷ 1000 blocks is inactive. */
  ActivityCutoffFactorMilli: map([u16, identity], u32, 13_889),
  /** Older form, which no epoch reads. */
  ActivityCutoff: map([u16, identity], u16, 5000),
  MinActivityCutoff: value(u16, 360),
  /** Not read: the limit is the constant 65535. */
  MaxWeightsLimit: map([u16, identity], u16, 65_535),
  /** Weights with a lower version key are refused; 0 lets all pass. */
  WeightsVersionKey: map([u16, identity], u64, 0n),
  WeightsVersionKeyRateLimit: value(u64, 5n),
  /** The least number of uids in a weight vector. */
  MinAllowedWeights: map([u16, identity], u16, 1024),
  /** How many neurons with most stake get a permit. */
  MaxAllowedValidators: map([u16, identity], u16, 128),
  /** Blocks between two weight vectors of a neuron. */
  WeightsSetRateLimit: map([u16, identity], u64, 100n),
  /** Weights must be committed first and revealed an epoch later; on unless set. */
  CommitRevealWeightsEnabled: map([u16, identity], bool, true),
  CommitRevealWeightsVersion: value(u16, 4),
  /** Epochs from a commit to its reveal. */
  RevealPeriodEpochs: map([u16, twox64Concat], u64, 1n),
  /** Blocks between two axons of a neuron. */
  ServingRateLimit: map([u16, identity], u64, 50n),
  /** Whether stake may be transferred to another coldkey. */
  TransferToggle: map([u16, identity], bool, true),
  /** What becomes of incentive that goes to the owner's own hotkeys. */
  RecycleOrBurn: map([u16, identity], recycleOrBurn, 'Burn'),
  /** Whether the subnet gets TAO; new ones do not, and only root switches it on. */
  SubnetEmissionEnabled: map([u16, identity], bool, true),
  OwnerCutEnabled: map([u16, identity], bool, true),
  OwnerCutAutoLockEnabled: map([u16, identity], bool, false),
  /** The owner's part of the alpha emission, parts of 65535. */
  SubnetOwnerCut: value(u16, 11_796),
  /** The last blocks of an epoch in which nothing may be set. */
  AdminFreezeWindow: value(u16, 10),
  /** An owner sets a hyperparameter once in this many tempos. */
  OwnerHyperparamRateLimit: value(u16, 2),
  ScalingLawPower: map([u16, identity], u16, 50),
  ValidatorPruneLen: map([u16, identity], u64, 1n),
})
