import { closeBlock, openBlock } from '../block-scratch.ts'
import { blake2_256 } from '../hashing.ts'
import { openContext } from '../open-context.ts'
import type { Pallet } from '../pallet.ts'
import { authorOf, slotOf } from '../pallets/aura.ts'
import { blockHashCount } from '../pallets/system.ts'
import { systemStorage } from '../pallets/system-storage.ts'
import type { Header } from '../scale/block-types.ts'
import { bytes as byteVector, vec } from '../scale/composites.ts'
import { bytesToHex } from '../scale/hex.ts'
import { encode, type OuterTypes } from '../scale/type.ts'
import type { StateView } from '../state-view.ts'

/** What the executive needs of a runtime. */
export interface Machine {
  readonly pallets: readonly Pallet[]
  readonly outer: OuterTypes
}

/** Starts a block: notes its header, then runs the pallets' hooks. */
export function initializeBlock({ pallets }: Machine, state: StateView, header: Header): void {
  const { number, parent_hash: parentHash, digest } = header
  const scratch = openBlock(state, authorOf({ state }, slotOf(digest.logs)))
  const chain = openContext(state, scratch)
  systemStorage.Number.set(chain, number)
  systemStorage.ParentHash.set(chain, parentHash)
  systemStorage.BlockHash.set(chain, number - 1, parentHash)
  // The genesis hash stays: every signature names it.
  const old = number - blockHashCount - 1
  if (old > 0) systemStorage.BlockHash.remove(chain, old)
  systemStorage.Digest.set(chain, digest)
  systemStorage.Events.remove(chain)
  systemStorage.EventCount.remove(chain)
  systemStorage.BlockWeight.remove(chain)
  for (const pallet of pallets) pallet.onInitialize?.(chain)
}

/** Ends a block: runs the pallets' last hooks, writes its events, and gives its header. */
export function finalizeBlock({ pallets, outer }: Machine, state: StateView): Header {
  const chain = openContext(state)
  const { scratch } = chain
  scratch.phase = { type: 'Finalization', value: undefined }
  for (const pallet of pallets) pallet.onFinalize?.(chain)
  // The events are the only storage that holds outer types, so they are encoded here.
  state.set(systemStorage.Events.key(), encode(systemStorage.Events.type, scratch.events, outer))
  systemStorage.EventCount.set(chain, scratch.events.length)
  const none = { ref_time: 0n, proof_size: 0n }
  systemStorage.BlockWeight.set(chain, {
    normal: { ref_time: scratch.refTime, proof_size: 0n },
    operational: none,
    mandatory: none,
  })
  const header = {
    parent_hash: systemStorage.ParentHash.get(chain),
    number: chain.block,
    extrinsics_root: extrinsicsRoot(scratch.extrinsics),
    digest: systemStorage.Digest.get(chain),
  }
  closeBlock(state)
  return { ...header, state_root: bytesToHex(state.root()) }
}

/** Blake2-256 over the list of extrinsics. Not Substrate's trie root; no client checks it. */
export const extrinsicsRoot = (extrinsics: readonly Uint8Array[]): string =>
  bytesToHex(blake2_256(encode(vec(byteVector), [...extrinsics])))
