import type { Block } from './block.ts'
import { buildBlock, type Rejected } from './block-builder.ts'
import { localnetErrors } from './errors.ts'
import type { RuntimeHost } from './runtime/runtime.ts'

/** The blocks of one chain without forks, and how to add one. */
export interface Chain {
  readonly host: RuntimeHost
  readonly genesis: Block
  readonly head: Block
  readonly slotDurationMs: number
  /** Throws BLOCK_UNKNOWN. The head when no hash is given. */
  block(hash?: string | null): Block
  /** Like {@link block}, but undefined when there is none. */
  find(hash: string): Block | undefined
  at(number: number): Block | undefined
  /**
   * Calls the runtime on the state after a block; what the call writes is lost.
   *
   * @throws BLOCK_UNKNOWN, STATE_DISCARDED, RUNTIME_METHOD_UNKNOWN
   */
  call(name: string, args: Uint8Array, hash?: string | null): Uint8Array
  /** Builds the next block, one slot after the head unless a time is given. */
  build(extrinsics: readonly Uint8Array[], timestampMs?: number): { block: Block; rejected: Rejected[] }
  /** Calls back after each block; gives what ends it. */
  onBlock(listener: (block: Block) => void): () => void
}

/** What a chain is made of. */
export interface ChainOptions {
  readonly host: RuntimeHost
  readonly genesis: Block
  readonly slotDurationMs: number
  /** States of this many last blocks are kept, besides the genesis. */
  readonly keepStates?: number
}

const defaultKeepStates = 512

/** Opens a chain that has only its genesis. */
export function openChain({
  host,
  genesis,
  slotDurationMs,
  keepStates = defaultKeepStates,
}: ChainOptions): Chain {
  const blocks: Block[] = [genesis]
  const byHash = new Map([[genesis.hash, genesis]])
  const listeners = new Set<(block: Block) => void>()

  const head = (): Block => blocks.at(-1)!
  const block = (hash?: string | null): Block => {
    const found = hash ? byHash.get(hash) : head()
    if (!found) throw localnetErrors.BLOCK_UNKNOWN({ hash })
    return found
  }
  const discardOld = () => {
    const old = blocks[head().number - keepStates]
    if (!old || old.number === 0) return
    old.state = undefined
    old.changes = []
  }

  return {
    host,
    genesis,
    slotDurationMs,
    get head() {
      return head()
    },
    block,
    find: (hash) => byHash.get(hash),
    at: (number) => blocks[number],
    call: (name, args, hash) => host.call(name, args, stateOf(block(hash), keepStates).fork()),
    build: (extrinsics, timestampMs = head().timestampMs + slotDurationMs) => {
      const built = buildBlock(host, { parent: head(), extrinsics, timestampMs, slotDurationMs })
      blocks.push(built.block)
      byHash.set(built.block.hash, built.block)
      discardOld()
      for (const listener of [...listeners]) listener(built.block)
      return built
    },
    onBlock: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The state after a block. Throws STATE_DISCARDED. */
export function stateOf(block: Block, kept: number = defaultKeepStates): NonNullable<Block['state']> {
  if (!block.state) throw localnetErrors.STATE_DISCARDED({ hash: block.hash, kept })
  return block.state
}
