import type { Pair } from './epoch-input.ts'

/** What one of several mechanisms yields, by uid. */
export interface MechanismOutput {
  /** Its part of the emission, in rao. */
  readonly emission: bigint
  /** u16 shares. The chain stores incentive per mechanism. */
  readonly incentive: readonly number[]
  /** What its miners get, in rao. */
  readonly serverEmission: readonly bigint[]
  /** What its validators get, in rao. */
  readonly validatorEmission: readonly bigint[]
  /** The bonds to store. */
  readonly bonds: readonly (readonly Pair[])[]
}

/** What an epoch yields, by uid. Shares are u16 of 65535, amounts rao of alpha. */
export interface EpochOutput {
  readonly consensus: readonly number[]
  readonly incentive: readonly number[]
  readonly dividends: readonly number[]
  readonly validatorTrust: readonly number[]
  /** The permits for the next epoch. */
  readonly validatorPermit: readonly boolean[]
  readonly stakeWeight: readonly number[]
  readonly active: readonly boolean[]
  /** What the chain shows as emission: incentive and dividends together. */
  readonly emission: readonly bigint[]
  readonly serverEmission: readonly bigint[]
  readonly validatorEmission: readonly bigint[]
  /** The bonds to store; with several mechanisms those of the first. */
  readonly bonds: readonly (readonly Pair[])[]
  /** One entry a mechanism, also when there is only one. */
  readonly mechanisms: readonly MechanismOutput[]
}
