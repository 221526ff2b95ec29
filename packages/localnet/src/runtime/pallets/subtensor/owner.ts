import type { ChainContext } from '../../chain-context.ts'
import { failure } from '../../dispatch-error.ts'
import { type Origin, signed, signedOrRoot } from '../../origin.ts'
import type { AccountId } from '../../scale/chain-types.ts'
import type { HasState } from '../../state-view.ts'
import { storage } from './storage.ts'

/** The uid of the subnet's owner hotkey, if it has one. */
export const ownerUid = (chain: HasState, netuid: number): number | undefined =>
  storage.SubnetOwnerHotkey.has(chain, netuid)
    ? storage.Uids.get(chain, netuid, storage.SubnetOwnerHotkey.get(chain, netuid))
    : undefined

/** The signer, who must be the subnet's owner; fails with BadOrigin. */
export function ensureOwner(chain: ChainContext, origin: Origin, netuid: number): AccountId {
  const who = signed(origin)
  if (storage.SubnetOwner.get(chain, netuid) !== who) throw failure.badOrigin()
  return who
}

/** The subnet's owner, or undefined for root; fails with BadOrigin for anybody else. */
export function ensureOwnerOrRoot(
  chain: ChainContext,
  origin: Origin,
  netuid: number,
): AccountId | undefined {
  return signedOrRoot(origin) === undefined ? undefined : ensureOwner(chain, origin, netuid)
}
