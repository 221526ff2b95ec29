import type { HasState } from '../../state-view.ts'
import { countBurnedAlpha, countMintedAlpha, countRecycledAlpha } from '../alpha-assets.ts'
import { saturatingSub } from './math/fixed-point.ts'
import { storage } from './storage.ts'

/** Alpha of a subnet in its pool and outside, rao: what halvings of its emission go by. */
export const alphaIssuance = (chain: HasState, netuid: number): bigint =>
  storage.SubnetAlphaIn.get(chain, netuid) + storage.SubnetAlphaOut.get(chain, netuid)

/** Mints alpha for participants. */
export function mintAlphaOut(chain: HasState, netuid: number, amount: bigint): void {
  countMintedAlpha(chain, netuid, amount)
  if (amount > 0n) storage.SubnetAlphaOut.mutate(chain, netuid, (total) => total + amount)
}

/** Mints alpha into the pool. */
export function mintAlphaIn(chain: HasState, netuid: number, amount: bigint): void {
  countMintedAlpha(chain, netuid, amount)
  if (amount > 0n) storage.SubnetAlphaIn.mutate(chain, netuid, (total) => total + amount)
}

/** Takes alpha of nobody's stake back: it may be minted again. */
export function recycleAlpha(chain: HasState, netuid: number, amount: bigint): void {
  if (amount === 0n) return
  storage.SubnetAlphaOut.mutate(chain, netuid, (total) => saturatingSub(total, amount))
  countRecycledAlpha(chain, netuid, amount)
}

/** Leaves alpha of nobody's stake to nobody, for good. */
export const burnAlpha = (chain: HasState, netuid: number, amount: bigint): void =>
  countBurnedAlpha(chain, netuid, amount)
