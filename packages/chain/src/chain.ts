import type { ApiPromise } from '@polkadot/api'
import type { Call } from '@polkadot/types/interfaces'
import type { AlphaRao, BlockNumber, Clock, Hotkey, Netuid, Rao, Ss58, Uid } from '@subnetkit/core'
import type { Keypair } from '@subnetkit/wallet/keys'
import type { EpochState } from './epoch.ts'
import type { Hyperparameters } from './hyperparameters.ts'
import type { Commitment, Metagraph } from './metagraph-types.ts'
import type { NetworkKind } from './network.ts'
import type { Snapshot } from './snapshot.ts'
import type { StakeQuery } from './stake.ts'
import type { Receipt, SubmitOptions, SubmittableCall } from './submit/submit.ts'
import type { SubnetInfo } from './subnets.ts'
import type { WeightRow } from './weights.ts'

/** A block's height and hash. */
export interface Head {
  readonly number: BlockNumber
  readonly hash: string
}

/**
 * A connection to one chain. Every read ends within the deadline given to `connect`; it throws CHAIN_TIMEOUT,
 * CHAIN_UNREACHABLE, CHAIN_RPC or CHAIN_DECODE. A lost connection is opened again by itself.
 */
export interface Chain {
  /**
   * The underlying @polkadot/api, for what this package does not cover. It knows the runtime as it was at
   * connecting; the methods below follow upgrades.
   */
  readonly api: ApiPromise
  readonly endpoint: string
  readonly genesisHash: string
  /** Version of the runtime at connecting. */
  readonly specVersion: number
  readonly kind: NetworkKind
  readonly clock: Clock
  /** Sends one JSON-RPC request and gives the node's answer as it is. */
  rpc<T>(method: string, params?: readonly unknown[]): Promise<T>
  /** The newest block, finalised or not. */
  head(): Promise<Head>
  /**
   * Calls back for each new best block, until the returned function is called. After a reconnect it goes on with the
   * newest block, so blocks can be missed: compare numbers.
   */
  onHead(callback: (head: Head) => void): () => void
  /** The state after a block (the newest when left out), for any number of consistent reads. */
  at(blockHash?: string): Promise<Snapshot>
  /** Every subnet of the chain, root included, by netuid. */
  subnets(at?: string): Promise<SubnetInfo[]>
  metagraph(netuid: Netuid, options?: { at?: string }): Promise<Metagraph>
  epoch(netuid: Netuid, at?: string): Promise<EpochState>
  weights(netuid: Netuid, at?: string): Promise<Map<Uid, WeightRow>>
  hyperparameters(netuid: Netuid, at?: string): Promise<Hyperparameters>
  /** Alpha staked to a hotkey; with `coldkey` only that coldkey's part. */
  stakeOf(query: StakeQuery, at?: string): Promise<AlphaRao>
  balanceOf(account: Ss58, at?: string): Promise<Rao>
  commitmentOf(netuid: Netuid, hotkey: Hotkey, at?: string): Promise<Commitment | null>
  /**
   * Composes a call of the newest runtime by its real names.
   *
   * @example
   * ```ts
   * const call = await chain.call('Balances', 'transfer_keep_alive', [dest, 1_000_000_000n])
   * ```
   */
  call(pallet: string, name: string, args: readonly unknown[]): Promise<Call>
  /**
   * Signs a call, sends it and waits. Several submissions of one key at once are sent one after the other with
   * increasing nonces.
   *
   * @throws CHAIN_SPEND_REFUSED, CHAIN_POOL_REFUSED `{ code, name }`, CHAIN_CALL_FAILED `{ pallet, name, docs }`,
   *   CHAIN_NOT_INCLUDED
   */
  submit(call: SubmittableCall, keypair: Keypair, options?: SubmitOptions): Promise<Receipt>
  /** Ends the connection: no socket, timer or subscription is left; reads under way fail with CHAIN_CLOSED. */
  disconnect(): Promise<void>
}
