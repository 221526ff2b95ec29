import { type Clock, type Ss58, systemClock } from '@subnetkit/core'
import { encodeSs58 } from '@subnetkit/wallet/keys'
import { openChain, stateOf } from './chain.ts'
import { devGenesis } from './dev-accounts.ts'
import { localnetErrors } from './errors.ts'
import { makeGenesisBlock } from './genesis-block.ts'
import { type Ledger, readLedger } from './ledger.ts'
import { openNode } from './node.ts'
import { type RecordedBlock, recordBlocks, replayRecorded } from './recording.ts'
import { rpcMethods } from './rpc/methods.ts'
import { systemStorage } from './runtime/pallets/system-storage.ts'
import { createRuntime } from './runtime/runtime.ts'
import { specVersion } from './runtime/runtime-config.ts'
import { hexToBytes } from './runtime/scale/hex.ts'
import type { StateView } from './runtime/state-view.ts'
import { checkSealMode, type SealMode } from './sealer.ts'
import { serveRpc } from './server.ts'
import { openStateLog } from './state-log.ts'

/** What the chain starts from; the same options give the same genesis hash. */
export interface GenesisOptions {
  /** Chain time of block 0 in Unix milliseconds. Default 2025-01-01T00:00:00Z, whatever the day. */
  readonly timestampMs?: number
  /** Further accounts with rao at genesis; replaces what an account had. */
  readonly endow?: readonly { readonly ss58: string; readonly rao: bigint }[]
  /** Chain time between two blocks, `Aura.SlotDuration`. Default: the interval of sealing, or 12 000. */
  readonly slotDurationMs?: number
}

/** Options of {@link createLocalnet}. */
export interface LocalnetOptions {
  /** Default 0: any free port. */
  readonly port?: number
  /** Default 'manual'. */
  readonly seal?: SealMode
  readonly slotDurationMs?: number
  readonly genesis?: Omit<GenesisOptions, 'slotDurationMs'>
  /** A directory where blocks are kept and from which they are read at the start. Default: none, in memory. */
  readonly stateDir?: string
  readonly clock?: Clock
  /** Told what goes wrong inside; default nothing. */
  readonly log?: (message: string) => void
}

/** A block's place. */
export interface BlockRef {
  readonly number: number
  readonly hash: string
}

/** An account with what it owns, in rao. */
export interface AccountBalance {
  readonly ss58: Ss58
  readonly free: bigint
  readonly reserved: bigint
}

/** A running dev chain. */
export interface Localnet {
  /** Where clients connect: `ws://127.0.0.1:<port>`; HTTP POST works on the same port. */
  readonly url: string
  readonly port: number
  readonly genesisHash: string
  readonly runtime: 'ts'
  readonly specVersion: number
  readonly slotDurationMs: number
  head(): BlockRef
  /** Makes blocks at once, in any mode; gives the last. */
  seal(count?: number): Promise<BlockRef>
  setSeal(mode: SealMode): void
  /** Calls back after each block; gives what ends it. */
  onBlock(listener: (block: BlockRef & { readonly extrinsics: number }) => void): () => void
  /** What {@link replayBlocks} needs to make the same chain again. */
  recordedBlocks(): RecordedBlock[]
  /** Where all money is, after a block (the head when no hash is given). Throws BLOCK_UNKNOWN, STATE_DISCARDED. */
  ledger(hash?: string): Ledger
  /** Who owns rao, after a block, in the order of the addresses. Throws BLOCK_UNKNOWN, STATE_DISCARDED. */
  accounts(hash?: string): AccountBalance[]
  stop(): Promise<void>
}

const defaultTimestampMs = Date.UTC(2025, 0, 1)
const defaultSlotDurationMs = 12_000
const nodeName = 'Subnetkit localnet'

/** A chain that has only its genesis, and no server. */
function startChain(options: GenesisOptions) {
  const { slotDurationMs = defaultSlotDurationMs, timestampMs = defaultTimestampMs, endow = [] } = options
  if (!Number.isInteger(slotDurationMs) || slotDurationMs < 2) {
    const reason = 'it is a whole number of milliseconds, 2 or more'
    throw localnetErrors.OPTION_INVALID({ option: 'The slot duration', value: slotDurationMs, reason })
  }
  const runtime = createRuntime({ slotDurationMs })
  return openChain({
    host: runtime,
    genesis: makeGenesisBlock(runtime, devGenesis(endow), timestampMs),
    slotDurationMs,
  })
}

/**
 * Starts a Subtensor dev chain in this process, served over JSON-RPC on 127.0.0.1.
 *
 * @throws PORT_TAKEN, OPTION_INVALID, STATE_LOG_CORRUPT, STATE_LOG_FOREIGN, STATE_LOG_LOCKED
 * @example
 * ```ts
 * import { createLocalnet } from '@subnetkit/localnet'
 *
 * const localnet = await createLocalnet({ seal: 'instant' })
 * console.log(localnet.url)
 * await localnet.seal(10)
 * await localnet.stop()
 * ```
 */
export async function createLocalnet(options: LocalnetOptions = {}): Promise<Localnet> {
  const { port = 0, seal = 'manual', clock = systemClock, log = () => {} } = options
  checkSealMode(seal)
  const slotDurationMs =
    options.slotDurationMs ?? (typeof seal === 'object' ? seal.everyMs : defaultSlotDurationMs)
  const chain = startChain({ ...options.genesis, slotDurationMs })
  const stateLog =
    options.stateDir === undefined ? undefined : await openStateLog(options.stateDir, chain, log)
  const node = openNode({
    chain,
    clock,
    name: nodeName,
    version: `ts-${specVersion}`,
    onFault: (fault) =>
      log(`runtime fault: ${fault instanceof Error ? (fault.stack ?? fault.message) : fault}`),
  })
  const server = await serveRpc(rpcMethods(node), port).catch(async (error: unknown) => {
    node.stop()
    await stateLog?.close()
    throw error
  })
  node.sealer.setMode(seal)

  const ref = ({ number, hash }: BlockRef): BlockRef => ({ number, hash })
  return {
    url: `ws://127.0.0.1:${server.port}`,
    port: server.port,
    genesisHash: chain.genesis.hash,
    runtime: 'ts',
    specVersion,
    slotDurationMs,
    head: () => ref(chain.head),
    seal: async (count = 1) => ref(node.sealer.seal(count)),
    setSeal: (mode) => node.sealer.setMode(mode),
    onBlock: (listener) =>
      chain.onBlock((block) => listener({ ...ref(block), extrinsics: block.body.length - block.inherents })),
    recordedBlocks: () => recordBlocks(chain),
    ledger: (hash) => readLedger(stateOf(chain.block(hash))),
    accounts: (hash) => readAccounts(stateOf(chain.block(hash))),
    stop: async () => {
      node.stop()
      await server.stop()
      await stateLog?.close()
    },
  }
}

const readAccounts = (state: StateView): AccountBalance[] =>
  [...systemStorage.Account.entries({ state })]
    .map(([[account], { data }]) => ({
      ss58: encodeSs58(hexToBytes(account)),
      free: data.free,
      reserved: data.reserved,
    }))
    .sort((a, b) => (a.ss58 < b.ss58 ? -1 : 1))

/**
 * Makes recorded blocks again on a fresh chain; the hashes are those of the recording, at every height.
 *
 * @returns the hash of each block, from number 1 on
 * @throws RECORDING_MISMATCH
 */
export const replayBlocks = (genesis: GenesisOptions, blocks: readonly RecordedBlock[]): string[] =>
  replayRecorded(startChain(genesis), blocks)
