import type { AlphaRao, Hotkey, Netuid, Rao, Ss58, Uid } from '@subnetkit/core'

/** Weights as the chain takes them: u16 values, the largest usually 65535. */
export interface SetWeightsIntent {
  readonly op: 'set-weights'
  readonly netuid: Netuid
  readonly mechanism?: number
  readonly uids: readonly Uid[]
  readonly values: readonly number[]
  /** Default 0; must be at least the subnet's WeightsVersionKey when that is set. */
  readonly versionKey?: bigint
}

/** Announces where a neuron listens. */
export interface ServeAxonIntent {
  readonly op: 'serve-axon'
  readonly netuid: Netuid
  /** IPv4 or IPv6 text. The chain refuses 127.0.0.1; `::ffff:127.0.0.1` is how a local axon is announced. */
  readonly ip: string
  readonly port: number
  /** Default 4, as the official tools. */
  readonly protocol?: number
  /** Version of the miner's software. Default 1. */
  readonly version?: number
}

/** Buys a uid for a hotkey at the subnet's current price. */
export interface BurnedRegisterIntent {
  readonly op: 'burned-register'
  readonly netuid: Netuid
  readonly hotkey: Hotkey
}

/** Buys the subnet's alpha with TAO of the coldkey and stakes it to a hotkey. */
export interface AddStakeIntent {
  readonly op: 'add-stake'
  readonly netuid: Netuid
  readonly hotkey: Hotkey
  readonly amount: Rao
}

/** Sells staked alpha for TAO. */
export interface RemoveStakeIntent {
  readonly op: 'remove-stake'
  readonly netuid: Netuid
  readonly hotkey: Hotkey
  readonly amount: AlphaRao
}

/** Creates a subnet; the hotkey becomes its owner hotkey and uid 0. */
export interface RegisterNetworkIntent {
  readonly op: 'register-network'
  readonly hotkey: Hotkey
}

/** Starts a subnet's emission and opens it for staking; once, by its owner. */
export interface StartCallIntent {
  readonly op: 'start-call'
  readonly netuid: Netuid
}

/** Sends TAO; the sender's account must stay alive. */
export interface TransferIntent {
  readonly op: 'transfer'
  readonly dest: Ss58
  readonly amount: Rao
}

/** Publishes up to 128 bytes (512 where the runtime has BigRaw) for a hotkey. */
export interface SetCommitmentIntent {
  readonly op: 'set-commitment'
  readonly netuid: Netuid
  readonly bytes: Uint8Array
}

/** Any call by its names in the runtime, for example `AdminUtils`, `sudo_set_tempo`. */
export interface CallIntent {
  readonly op: 'call'
  readonly pallet: string
  readonly name: string
  readonly args: readonly unknown[]
}

/** A call with root's power; signed by the sudo key, which only local networks have in reach. */
export interface SudoIntent {
  readonly op: 'sudo'
  readonly of: Intent
}

/** Several calls in one transaction; the first failure undoes all. */
export interface BatchIntent {
  readonly op: 'batch'
  readonly of: readonly Intent[]
}

/** Something to do on chain, as plain data. */
export type Intent =
  | SetWeightsIntent
  | ServeAxonIntent
  | BurnedRegisterIntent
  | AddStakeIntent
  | RemoveStakeIntent
  | RegisterNetworkIntent
  | StartCallIntent
  | TransferIntent
  | SetCommitmentIntent
  | CallIntent
  | SudoIntent
  | BatchIntent
