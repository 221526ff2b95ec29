import type { Chain } from '@subnetkit/chain'
import { type Clock, type Random, seededRandom, systemClock } from '@subnetkit/core'
import type { Models } from '@subnetkit/models'
import type { Routes } from '@subnetkit/protocol'
import { addressKind, createClient } from '@subnetkit/protocol/client'
import {
  createHttpServer,
  type Handlers,
  type HttpServer,
  type Policy,
  type RequestReport,
  serveContract,
} from '@subnetkit/protocol/server'
import type { Keypair } from '@subnetkit/wallet/keys'
import type { MinerSubnet } from '../any-subnet.ts'
import type { ChainPort } from '../chain-port.ts'
import type { CharacterWrap } from '../character.ts'
import { portOf } from '../connect-port.ts'
import { errorEvent, reasonOf } from '../error-event.ts'
import { neuronErrors } from '../errors.ts'
import type { MinerEvent } from '../events.ts'
import { type Log, silentLog } from '../host.ts'
import { minerMetrics } from '../metrics.ts'
import { setUp } from '../set-up.ts'
import { type ChainDirectory, chainDirectory } from './chain-directory.ts'
import { commitOnce } from './commit-once.ts'
import { handlersOf } from './handlers-of.ts'
import { type Health, healthHandler } from './health.ts'
import { keepAxon } from './keep-axon.ts'
import { peersOf } from './peers.ts'

/** What a miner is made of. */
export interface MinerOptions {
  readonly subnet: MinerSubnet
  /** A connection, or what stands for one in a test. */
  readonly chain: Chain | ChainPort
  readonly netuid: number
  readonly hotkey: Keypair
  /** The subnet's own settings, checked by its schema. */
  readonly config?: Readonly<Record<string, unknown>>
  /** Where to listen; port 0 takes any free one. */
  readonly listen: { readonly host: string; readonly port: number }
  /** What the chain is told. Default: on a local network `::ffff:127.0.0.1` and the port that is listened on. */
  readonly announce?: { readonly ip: string; readonly port?: number }
  readonly models: Models
  /** Who may ask: by default whoever has a validator permit. */
  readonly policy?: Policy
  /** A local character's middleware. */
  readonly wrap?: CharacterWrap
  /** What the character's choices follow from. */
  readonly random?: Random
  /** Serves /metrics beside the contract. Off by default: it tells who asks and how often. */
  readonly metrics?: boolean
  /**
   * Also serves programs on this machine that do not sign, for clients that know nothing of Bittensor. Needs a loopback
   * address to listen on. Off by default.
   */
  readonly unsigned?: boolean
  readonly clock?: Clock
  readonly log?: Log
  readonly onEvent?: (event: MinerEvent) => void
}

/** How a miner is at the moment. */
export interface MinerStatus extends Health {
  readonly running: boolean
  readonly url: string | null
}

/** A miner: a value that starts and stops, and owns no globals. */
export interface RunningMiner {
  start(): Promise<void>
  stop(): Promise<void>
  status(): MinerStatus
}

/** How long answers under way may take after a stop. */
const stopGraceMs = 800
/** A directory older than this lets nobody in. */
const defaultMaxAgeMs = 300_000

/**
 * Makes a miner. `start` resolves when it is registered, set up and listening; the chain is told its address meanwhile.
 *
 * @throws from `start`: NOT_REGISTERED, SETUP_FAILED, CONFIG_INVALID, SERVER_PORT_TAKEN, AXON_ADDRESS_MISSING,
 *   UNSIGNED_NEEDS_LOOPBACK, and what the chain throws
 * @example
 * ```ts
 * import { connect } from '@subnetkit/chain'
 * import { createMiner } from '@subnetkit/neuron'
 *
 * const chain = await connect({ endpoint: 'local' })
 * const listen = { host: '127.0.0.1', port: 0 }
 * const running = createMiner({ subnet: { contract, miner }, chain, netuid: 2, hotkey, models, listen })
 * await running.start()
 * ```
 */
export function createMiner(options: MinerOptions): RunningMiner {
  const { subnet, netuid, hotkey, clock = systemClock, log = silentLog } = options
  const chain = portOf(options.chain)
  const onEvent = options.onEvent ?? (() => {})
  const isLocal = chain.network === 'local'
  const maxAgeMs = options.policy?.maxDirectoryAgeMs ?? defaultMaxAgeMs
  const metrics = options.metrics ? minerMetrics() : undefined
  let stopping = new AbortController()
  let directory: ChainDirectory | undefined
  let server: HttpServer | undefined
  let closeClient: () => unknown = () => {}
  let url: string | null = null

  const report = (event: MinerEvent): void => {
    metrics?.onEvent(event)
    onEvent(event)
  }
  const own = () => directory?.metagraph().neurons.find((neuron) => neuron.hotkey === hotkey.ss58)

  const health = (): Health => {
    const self = own()
    const chainAgeMs = directory?.ageMs() ?? Number.MAX_SAFE_INTEGER
    return {
      ready: self !== undefined && chainAgeMs <= maxAgeMs,
      registered: self !== undefined,
      chainAgeMs: Math.round(chainAgeMs),
      block: directory?.metagraph().block ?? 0,
      uid: self?.uid ?? null,
    }
  }

  const onRequest = ({ route, hotkey: caller, status, code, ms, cause }: RequestReport): void => {
    report({ type: 'answered', route, hotkey: caller ?? null, status, code: code ?? null, ms })
    if (cause !== undefined) log.warn({ route, code, reason: reasonOf(cause) }, 'request failed')
  }

  async function start(): Promise<void> {
    stopping = new AbortController()
    if (!options.announce && !isLocal) throw neuronErrors.AXON_ADDRESS_MISSING()
    const { host } = options.listen
    if (options.unsigned && addressKind(host) !== 'loopback')
      throw neuronErrors.UNSIGNED_NEEDS_LOOPBACK({ host })
    let followAxon: ReturnType<typeof keepAxon> | undefined
    directory = await chainDirectory({
      chain,
      netuid,
      clock,
      minRefreshMs: isLocal ? 250 : 12_000,
      idleRefreshMs: isLocal ? 15_000 : 60_000,
      onRefresh: (metagraph) => void followAxon?.(metagraph),
      onError: (error) => report(errorEvent(neuronErrors.CHAIN_UNREADABLE({ reason: reasonOf(error) }))),
    })
    try {
      const self = own()
      if (!self) {
        const btcli = await chain.registerLine(netuid)
        throw neuronErrors.NOT_REGISTERED({ hotkey: hotkey.ss58, netuid, btcli })
      }
      const host = { models: options.models, log, signal: stopping.signal }
      const env = await setUp(subnet.contract.name, subnet.miner, host, options.config)
      const { port } = await listen(directory, env)
      const announced = {
        ip: options.announce?.ip ?? '::ffff:127.0.0.1',
        port: options.announce?.port ?? port,
      }
      report({ type: 'started', role: 'miner', netuid, uid: self.uid, hotkey: hotkey.ss58, url: url ?? '' })
      followAxon = keepAxon({ chain, netuid, keypair: hotkey, ...announced, onEvent: report })
      void followAxon(directory.metagraph())
      if (subnet.miner.commit) {
        const bytes = (subnet.miner.commit as (env: unknown) => Uint8Array).call(subnet.miner, env)
        const metagraph = directory.metagraph()
        void commitOnce({ chain, netuid, keypair: hotkey, bytes, metagraph, onEvent: report })
      }
    } catch (error) {
      await close()
      throw error
    }
  }

  async function listen(known: ChainDirectory, env: unknown): Promise<{ port: number }> {
    const client = createClient({ keypair: hotkey, allowLocal: isLocal, clock })
    closeClient = () => client.close()
    const { contract, miner } = subnet
    const handlers = handlersOf({
      contract,
      miner,
      env,
      netuid,
      peers: () => peersOf({ contract, client, metagraph: known.metagraph(), hotkey: hotkey.ss58 }),
      random: options.random ?? seededRandom(hotkey.ss58),
      ...(options.wrap ? { wrap: options.wrap } : {}),
    })
    const routes = serveContract(contract, handlers as unknown as Handlers<Routes>, {
      hotkey: hotkey.ss58,
      directory: known,
      policy: { ...options.policy, maxDirectoryAgeMs: maxAgeMs },
      unsigned: options.unsigned ?? false,
      clock,
      onRequest,
    })
    server = createHttpServer([healthHandler(health), ...(metrics ? [metrics.handler] : []), routes], {
      clock,
    })
    const at = await server.listen(options.listen)
    url = `http://${at.host.includes(':') ? `[${at.host}]` : at.host}:${at.port}`
    return at
  }

  async function close(): Promise<void> {
    stopping.abort()
    directory?.stop()
    await Promise.all([server?.close({ graceMs: stopGraceMs }), closeClient()])
    server = undefined
    url = null
  }

  return {
    start,
    async stop() {
      if (!server) return
      await close()
      report({ type: 'stopped', role: 'miner' })
    },
    status: () => ({ ...health(), running: server !== undefined, url }),
  }
}
