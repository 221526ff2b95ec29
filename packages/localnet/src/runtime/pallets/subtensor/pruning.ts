import type { ChainContext } from '../../chain-context.ts'
import type { AccountId } from '../../scale/chain-types.ts'
import { saturatingSub } from './math/fixed-point.ts'
import { chooseToPrune } from './math/prune-choice.ts'
import { ownerUid } from './owner.ts'
import { storage } from './storage.ts'

/** Whether a neuron is too young to be replaced while others are not. */
export const isImmune = (chain: ChainContext, netuid: number, uid: number): boolean =>
  saturatingSub(BigInt(chain.block), storage.BlockAtRegistration.get(chain, netuid, uid)) <
  BigInt(storage.ImmunityPeriod.get(chain, netuid))

/** Uids of a coldkey's hotkeys on a subnet, with their blocks of registration. */
export const seatsOf = (
  chain: ChainContext,
  netuid: number,
  coldkey: AccountId,
): { hotkey: AccountId; uid: number; block: bigint }[] =>
  storage.OwnedHotkeys.get(chain, coldkey).flatMap((hotkey) => {
    const uid = storage.Uids.get(chain, netuid, hotkey)
    if (uid === undefined) return []
    return [{ hotkey, uid, block: storage.BlockAtRegistration.get(chain, netuid, uid) }]
  })

/**
 * The owner's uids that are never replaced: the owner hotkey first, then the owner's oldest others, as many as
 * ImmuneOwnerUidsLimit allows in all.
 */
function immortalUids(chain: ChainContext, netuid: number): number[] {
  const limit = storage.ImmuneOwnerUidsLimit.get(chain, netuid)
  const uids = seatsOf(chain, netuid, storage.SubnetOwner.get(chain, netuid))
    .sort((a, b) => (a.block === b.block ? a.uid - b.uid : a.block < b.block ? -1 : 1))
    .slice(0, limit)
    .map(({ uid }) => uid)
  const owner = ownerUid(chain, netuid)
  return owner === undefined || uids.includes(owner) ? uids : [owner, ...uids].slice(0, limit)
}

/** The uid that a newcomer replaces on a full subnet; undefined when there is none. */
export function neuronToPrune(chain: ChainContext, netuid: number): number | undefined {
  const immortal = immortalUids(chain, netuid)
  const emission = storage.Emission.get(chain, netuid)
  const candidates = Array.from({ length: storage.SubnetworkN.get(chain, netuid) }, (_, uid) => ({
    uid,
    emission: emission[uid] ?? 0n,
    registeredAt: storage.BlockAtRegistration.get(chain, netuid, uid),
    immune: isImmune(chain, netuid, uid),
    immortal: immortal.includes(uid),
  }))
  return chooseToPrune(candidates, storage.MinNonImmuneUids.get(chain, netuid))
}
