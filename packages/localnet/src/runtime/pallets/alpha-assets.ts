import { twox64Concat } from '../hashing.ts'
import { definePallet } from '../pallet.ts'
import { u16, u64 } from '../scale/primitives.ts'
import type { HasState } from '../state-view.ts'
import { defineStorage, map } from '../storage.ts'

export const alphaAssetsStorage = defineStorage('AlphaAssets', {
  /** Alpha minted minus alpha recycled, rao. */
  TotalAlphaIssuance: map([u16, twox64Concat], u64, 0n),
  /** Alpha that nobody will ever own, rao: still counted as issued. */
  AlphaBurned: map([u16, twox64Concat], u64, 0n),
  /** Alpha taken back, rao: no longer counted as issued. */
  AlphaRecycled: map([u16, twox64Concat], u64, 0n),
})

/** Counts the alpha of every subnet: minted, burned, recycled. SubtensorModule does the counting. */
export const alphaAssets = definePallet('AlphaAssets', 31, {
  crate: 'pallet_alpha_assets',
  storage: alphaAssetsStorage,
})

export const countMintedAlpha = (chain: HasState, netuid: number, amount: bigint): void => {
  if (amount > 0n) alphaAssetsStorage.TotalAlphaIssuance.mutate(chain, netuid, (total) => total + amount)
}

export const countBurnedAlpha = (chain: HasState, netuid: number, amount: bigint): void => {
  if (amount > 0n) alphaAssetsStorage.AlphaBurned.mutate(chain, netuid, (total) => total + amount)
}

export const countRecycledAlpha = (chain: HasState, netuid: number, amount: bigint): void => {
  if (amount === 0n) return
  alphaAssetsStorage.AlphaRecycled.mutate(chain, netuid, (total) => total + amount)
  alphaAssetsStorage.TotalAlphaIssuance.mutate(chain, netuid, (total) =>
    total > amount ? total - amount : 0n,
  )
}
