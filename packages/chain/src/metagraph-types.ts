import type { AlphaRao, BlockNumber, Coldkey, Hotkey, Netuid, U16, Uid } from '@subnetkit/core'
import type { AxonAddress } from './axon.ts'
import type { Hyperparameters } from './hyperparameters.ts'

/** One subnet at one block: every field was read at `blockHash`. */
export interface Metagraph {
  readonly netuid: Netuid
  readonly name: string
  readonly block: BlockNumber
  readonly blockHash: string
  /** Blocks per epoch; 0 means that no epoch ever runs. */
  readonly tempo: number
  readonly lastEpochBlock: BlockNumber
  /** How many epochs the subnet has had. */
  readonly epochIndex: number
  readonly registeredAt: BlockNumber
  readonly ownerHotkey: Hotkey
  readonly ownerColdkey: Coldkey
  /** Stake weight (`totalStake`) that setting weights takes, chain-wide. */
  readonly stakeThreshold: bigint
  readonly hyperparameters: Hyperparameters
  readonly market: Market
  /** In order of uid, without gaps. */
  readonly neurons: readonly NeuronInfo[]
}

/** The subnet's pool and its last emission, in rao and alpha rao. */
export interface Market {
  readonly taoIn: bigint
  readonly alphaIn: bigint
  readonly alphaOut: bigint
  readonly taoInEmission: bigint
  readonly alphaInEmission: bigint
  readonly alphaOutEmission: bigint
  readonly pendingAlphaEmission: bigint
}

/** A registered hotkey. u16 fields are fractions, 65535 is 1. */
export interface NeuronInfo {
  readonly uid: Uid
  readonly hotkey: Hotkey
  readonly coldkey: Coldkey
  readonly registeredAt: BlockNumber
  /** Block of the last weights; the registration's at first. */
  readonly lastUpdate: BlockNumber
  readonly active: boolean
  readonly validatorPermit: boolean
  /** Alpha staked to the hotkey on this subnet by anybody (`TotalHotkeyAlpha`). */
  readonly stake: AlphaRao
  /** The alpha part of the stake weight: own alpha, less to children, plus from parents. */
  readonly alphaStake: AlphaRao
  /** The TAO part of the stake weight: root stake, before it is multiplied with TaoWeight. */
  readonly taoStake: bigint
  /** The stake weight that permits, thresholds and consensus go by. */
  readonly totalStake: bigint
  /** The stake weight as the last epoch normalised it (`StakeWeight`). */
  readonly stakeWeight: U16
  readonly incentive: U16
  readonly dividends: U16
  readonly consensus: U16
  readonly validatorTrust: U16
  /** Alpha that the last epoch gave to this neuron. */
  readonly emission: AlphaRao
  readonly axon: AxonAddress | null
  /** What the hotkey has committed to, null when nothing (or nothing readable as bytes). */
  readonly commitment: Commitment | null
}

/** A hotkey's on-chain commitment. */
export interface Commitment {
  readonly block: BlockNumber
  /** The bytes of its raw fields, one after the other. */
  readonly bytes: Uint8Array
}
