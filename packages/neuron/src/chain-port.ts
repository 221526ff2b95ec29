import type { Keypair } from '@subnetkit/wallet/keys'

/** One neuron as the metagraph has it, as far as the runtimes read it. */
export interface PortNeuron {
  readonly uid: number
  readonly hotkey: string
  readonly coldkey: string
  readonly registeredAt: number
  /** Block of its last weight set. */
  readonly lastUpdate: number
  readonly validatorPermit: boolean
  /** Alpha staked to the hotkey. */
  readonly stake: bigint
  /** What permits and thresholds go by. */
  readonly stakeWeight: bigint
  readonly axon: { readonly ip: string; readonly port: number } | null
  /** What it committed to, null when nothing. */
  readonly commitment: Uint8Array | null
}

/** A subnet at one block. */
export interface PortMetagraph {
  readonly block: number
  readonly tempo: number
  readonly lastEpochBlock: number
  readonly epochIndex: number
  readonly ownerHotkey: string
  readonly minAllowedWeights: number
  readonly maxWeightLimit: number
  readonly weightsRateLimit: number
  readonly weightsVersion: bigint
  readonly servingRateLimit: number
  readonly neurons: readonly PortNeuron[]
}

/** Where a subnet stands in its epoch. */
export interface PortEpoch {
  readonly index: number
  readonly lastEpochBlock: number
  readonly tempo: number
  readonly blocksUntilNext: number
}

/**
 * What the runtimes need of a chain, and all they need: tests and simulations bring their own. `connectPort` makes
 * one from a connection of @subnetkit/chain.
 */
export interface ChainPort {
  readonly endpoint: string
  readonly genesisHash: string
  readonly network: 'local' | 'test' | 'finney' | 'other'
  /** Milliseconds between blocks as the chain plans them. */
  readonly slotMs: number
  head(): Promise<{ readonly number: number; readonly hash: string }>
  onHead(listener: (head: { readonly number: number; readonly hash: string }) => void): () => void
  /** The hash of the block at a height, null when there is none. */
  blockHash(number: number): Promise<string | null>
  epoch(netuid: number): Promise<PortEpoch>
  metagraph(netuid: number): Promise<PortMetagraph>
  /** Resolves once the pool has taken it. */
  setWeights(options: {
    netuid: number
    keypair: Keypair
    uids: readonly number[]
    values: readonly number[]
    version: bigint
  }): Promise<{ readonly hash: string }>
  /** Resolves once it is in a block. */
  serveAxon(options: { netuid: number; keypair: Keypair; ip: string; port: number }): Promise<void>
  /** Resolves once it is in a block. */
  setCommitment(options: { netuid: number; keypair: Keypair; bytes: Uint8Array }): Promise<void>
  /** All weights of the subnet, by validator uid. */
  weights(netuid: number): Promise<ReadonlyMap<number, readonly (readonly [uid: number, value: number])[]>>
  /** The btcli line that registers a hotkey. */
  registerLine(netuid: number): Promise<string>
}
