import { ApiPromise } from '@polkadot/api'
import { type Clock, isSubnetkitError, systemClock } from '@subnetkit/core'
import type { Chain, Head } from './chain.ts'
import { readCommitment } from './commitment.ts'
import { readEpoch } from './epoch.ts'
import { chainErrors } from './errors.ts'
import { readHyperparameters } from './hyperparameters.ts'
import { readMetagraph } from './metagraph.ts'
import { type NetworkKind, networkKind, resolveEndpoint } from './network.ts'
import { runtimeView, subtensorExtensions } from './runtime/runtime-view.ts'
import { fetchMetadata, followRuntimes, type Rpc } from './runtime/runtimes.ts'
import { snapshotAt } from './snapshot.ts'
import { type Send, SocketProvider } from './socket/socket-provider.ts'
import { readBalance, readStake } from './stake.ts'
import { keepNonces } from './submit/nonces.ts'
import { submitCall } from './submit/submit.ts'
import { watcher } from './submit/watch.ts'
import { readSubnets } from './subnets.ts'
import { watchHeads } from './watch-heads.ts'
import { readWeights } from './weights.ts'

/** Options of {@link connect}. */
export interface ConnectOptions {
  /** `local`, `test`, `finney`, or a ws:// or wss:// address. */
  readonly endpoint: string
  /** Deadline of connecting, and of every request later. Default 30 000. */
  readonly timeoutMs?: number
  /** Gives up connecting; its reason is thrown. */
  readonly signal?: AbortSignal
  readonly clock?: Clock
}

const firstAttempts = 3

/**
 * Connects to a Subtensor node. One that refuses the first three attempts (within a second) is given up; later, a
 * lost connection is opened again for as long as the chain is used.
 *
 * @throws CHAIN_ENDPOINT_INVALID, CHAIN_UNREACHABLE when no node answers in time, CHAIN_RPC or CHAIN_DECODE when what
 *   answers is no Substrate node
 * @example
 * ```ts
 * import { connect } from '@subnetkit/chain'
 *
 * const chain = await connect({ endpoint: 'local' })
 * const { neurons } = await chain.metagraph(2)
 * console.log(neurons.map(({ uid, hotkey, incentive }) => [uid, hotkey, incentive / 65535]))
 * await chain.disconnect()
 * ```
 */
export async function connect(options: ConnectOptions): Promise<Chain> {
  const endpoint = resolveEndpoint(options.endpoint)
  const timeoutMs = options.timeoutMs ?? 30_000
  const clock = options.clock ?? systemClock
  options.signal?.throwIfAborted()
  const provider = new SocketProvider(endpoint, { timeoutMs, clock })
  const rpc: Rpc = { endpoint, send: (method, params) => sendChecked(endpoint, provider, method, params) }
  const onAbort = () => void provider.disconnect()
  options.signal?.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([open(rpc, provider, clock), neverReached(provider)])
  } catch (error) {
    await provider.disconnect()
    options.signal?.throwIfAborted()
    throw error
  } finally {
    options.signal?.removeEventListener('abort', onAbort)
  }
}

/** Rejects when the first attempts to connect have failed: a node that is not there need not be waited for. */
function neverReached(provider: SocketProvider): Promise<never> {
  return new Promise((_, reject) => {
    const unwatch = provider.on('error', () => {
      if (provider.failures + 1 < firstAttempts) return
      unwatch()
      const { endpoint, lastError } = provider
      reject(chainErrors.CHAIN_UNREACHABLE({ endpoint, reason: lastError }))
    })
    provider.on('connected', unwatch)
  })
}

/** Every failure of a request leaves this file as an error with a code of ours. */
async function sendChecked<T>(
  endpoint: string,
  provider: SocketProvider,
  method: string,
  params: readonly unknown[],
): Promise<T> {
  try {
    return await provider.send<T>(method, params)
  } catch (cause) {
    if (isSubnetkitError(cause)) throw cause
    const reason = cause instanceof Error ? cause.message : 'unknown error'
    throw chainErrors.CHAIN_RPC({ endpoint, method, reason }, { cause })
  }
}

async function open(rpc: Rpc, provider: SocketProvider, clock: Clock): Promise<Chain> {
  const { endpoint } = rpc
  const genesisHash = await rpc.send<string>('chain_getBlockHash', [0])
  const [version, chainType, metadata] = await Promise.all([
    rpc.send<{ specVersion: number; transactionVersion: number }>('state_getRuntimeVersion', []),
    // A node that does not tell is not trusted to be local.
    rpc
      .send<string>('system_chainType', [])
      .catch((error) => (isSubnetkitError(error, 'CHAIN_RPC') ? 'Unknown' : Promise.reject(error))),
    fetchMetadata(rpc),
  ])
  provider.verifyOnReconnect(async (send: Send) => {
    const found = await send('chain_getBlockHash', [0])
    if (found !== genesisHash) {
      throw chainErrors.CHAIN_REPLACED({ endpoint, expected: genesisHash, found: String(found) })
    }
  })
  const api = await openApi(provider, `${genesisHash}-${version.specVersion}`, metadata)
  const view = runtimeView({
    endpoint,
    ...version,
    metadata,
    parsed: { registry: api.registry, metadata: api.runtimeMetadata },
  })
  const kind: NetworkKind = networkKind(genesisHash, chainType)
  const runtimes = followRuntimes(rpc, view)

  const head = async (): Promise<Head> => {
    // The header names no hash, so the hash comes first and the header by it.
    const hash = await rpc.send<string>('chain_getBlockHash', [])
    const header = await rpc.send<{ number: string }>('chain_getHeader', [hash])
    return { number: Number.parseInt(header.number, 16), hash }
  }
  const at = async (blockHash?: string) =>
    snapshotAt(rpc, runtimes, blockHash ?? (await rpc.send<string>('chain_getBlockHash', [])))

  const nonces = keepNonces((account) => rpc.send<number>('system_accountNextIndex', [account]), clock)
  provider.on('disconnected', () => nonces.forgetAll())
  const watch = watcher(provider)

  const chain: Chain = {
    api,
    endpoint,
    genesisHash,
    specVersion: version.specVersion,
    kind,
    clock,
    rpc: (method, params = []) => rpc.send(method, params),
    head,
    onHead: (callback) => watchHeads(provider, api.registry, clock, callback),
    at,
    subnets: async (block) => readSubnets(await at(block)),
    metagraph: async (netuid, options = {}) => readMetagraph(await at(options.at), netuid),
    epoch: async (netuid, hash) => readEpoch(await at(hash), netuid),
    weights: async (netuid, hash) => readWeights(await at(hash), netuid),
    hyperparameters: async (netuid, hash) => readHyperparameters(await at(hash), netuid),
    stakeOf: async (query, hash) => readStake(await at(hash), query),
    balanceOf: async (account, hash) => readBalance(await at(hash), account),
    commitmentOf: async (netuid, hotkey, hash) => readCommitment(await at(hash), netuid, hotkey),
    call: async (pallet, name, args) => (await at()).runtime.call(pallet, name, args),
    submit: (call, keypair, options) => submitCall({ chain, nonces, watch }, call, keypair, options),
    async disconnect() {
      await provider.disconnect()
      await api.disconnect()
    },
  }
  return chain
}

/** @polkadot/api over our connection, told what it would warn about and without timers of its own. */
async function openApi(provider: SocketProvider, key: string, metadata: string): Promise<ApiPromise> {
  const api = new ApiPromise({
    provider,
    metadata: { [key]: metadata as `0x${string}` },
    signedExtensions: subtensorExtensions,
    noInitWarn: true,
    throwOnConnect: true,
  })
  // The provider watches the socket, and runtimes.ts follows upgrades: @polkadot would do both again, and refetch
  // metadata without runtime APIs (V14) at an upgrade.
  for (const method of ['_subscribeHealth', '_subscribeUpdates']) {
    Object.defineProperty(api, method, { value: () => {} })
  }
  try {
    return await api.isReadyOrError
  } catch (cause) {
    if (isSubnetkitError(cause)) throw cause
    const reason = cause instanceof Error ? cause.message.slice(0, 200) : 'unknown'
    throw chainErrors.CHAIN_DECODE({ item: 'the metadata', reason }, { cause })
  }
}
