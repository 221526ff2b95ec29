import { constant, definePallet } from '../pallet.ts'
import type { RuntimeConfig } from '../runtime-config.ts'
import { auraEngine, auraPublic, type DigestItem, slot } from '../scale/block-types.ts'
import { type AccountId, boundedVec, zeroAccount } from '../scale/chain-types.ts'
import { u64 } from '../scale/primitives.ts'
import { decode, encode } from '../scale/type.ts'
import type { HasState } from '../state-view.ts'
import { defineStorage, value } from '../storage.ts'
import { systemStorage } from './system-storage.ts'

export const auraStorage = defineStorage('Aura', {
  Authorities: value(boundedVec(auraPublic), []),
  CurrentSlot: value(slot, 0n),
})

/** Who may write the block of a slot: the authorities, in turn. Source: pallet_aura. */
export const auraPallet = ({ slotDurationMs }: RuntimeConfig) =>
  definePallet('Aura', 3, {
    storage: auraStorage,
    constants: {
      SlotDuration: constant(u64, BigInt(slotDurationMs), ['Milliseconds between two blocks.']),
    },
    genesis: (chain, { authorities }) => auraStorage.Authorities.set(chain, [...authorities]),
    onInitialize: (chain) => {
      const now = slotOf(systemStorage.Digest.get(chain).logs)
      if (now !== undefined) auraStorage.CurrentSlot.set(chain, now)
    },
  })

/** The slot that a block's digest names. */
export function slotOf(logs: readonly DigestItem[]): bigint | undefined {
  const found = logs.find((log) => log.type === 'PreRuntime' && log.value[0] === auraEngine)
  return found?.type === 'PreRuntime' ? decode(u64, found.value[1]) : undefined
}

/** The author of the block of a slot: gets its fees. */
export function authorOf(chain: HasState, now: bigint | undefined): AccountId {
  const authorities = auraStorage.Authorities.get(chain)
  if (now === undefined || authorities.length === 0) return zeroAccount
  return authorities[Number(now % BigInt(authorities.length))]!
}

/** Aura's pre-runtime digest for a slot. */
export const slotDigest = (now: bigint): DigestItem => ({
  type: 'PreRuntime',
  value: [auraEngine, encode(u64, now)],
})
