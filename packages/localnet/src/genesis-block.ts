import { type Block, makeBlock } from './block.ts'
import { extrinsicsRoot } from './runtime/executive/block.ts'
import type { Genesis } from './runtime/genesis.ts'
import { blake2_256 } from './runtime/hashing.ts'
import { openContext } from './runtime/open-context.ts'
import type { Runtime } from './runtime/runtime.ts'
import { zeroAccount } from './runtime/scale/chain-types.ts'
import { bytesToHex } from './runtime/scale/hex.ts'
import { emptyState } from './state.ts'

/**
 * Block 0. Its digest holds the hash of the metadata: clients cache metadata by genesis hash, so a chain with other
 * metadata must have another genesis hash.
 */
export function makeGenesisBlock(runtime: Runtime, genesis: Genesis, timestampMs: number): Block {
  const state = emptyState()
  const chain = openContext(state)
  for (const pallet of runtime.pallets) pallet.genesis?.(chain, genesis)
  const header = {
    parent_hash: zeroAccount,
    number: 0,
    state_root: bytesToHex(state.root()),
    extrinsics_root: extrinsicsRoot([]),
    digest: { logs: [{ type: 'Other' as const, value: blake2_256(runtime.metadata(15)) }] },
  }
  return makeBlock(header, { body: [], inherents: 0, timestampMs, state })
}
