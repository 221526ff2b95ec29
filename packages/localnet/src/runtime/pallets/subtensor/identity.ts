import type { ChainContext } from '../../chain-context.ts'
import { type Origin, signed } from '../../origin.ts'
import type { ValueOf } from '../../scale/type.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { storage } from './storage.ts'
import type { chainIdentityV2, subnetIdentityV3 } from './types.ts'

export type SubnetIdentity = ValueOf<typeof subnetIdentityV3>
export type ChainIdentity = ValueOf<typeof chainIdentityV2>

/** Bytes that a field of an identity may have: 1024, for names 256. */
const within = (fields: Readonly<Record<string, Uint8Array>>, short: readonly string[]): boolean =>
  Object.entries(fields).every(([name, bytes]) => bytes.length <= (short.includes(name) ? 256 : 1024))

/**
 * Stores what a subnet says about itself.
 *
 * @throws errors.InvalidIdentity when a field is too long
 */
export function storeSubnetIdentity(chain: ChainContext, netuid: number, identity: SubnetIdentity): void {
  if (!within(identity, ['subnet_name', 'discord'])) throw errors.InvalidIdentity()
  storage.SubnetIdentitiesV3.set(chain, netuid, identity)
  chain.emit(events.SubnetIdentitySet(netuid))
}

/** The owner describes the subnet. Source: pallets/subtensor, utils/identity.rs. */
export function setSubnetIdentity(
  chain: ChainContext,
  origin: Origin,
  netuid: number,
  identity: SubnetIdentity,
): void {
  if (storage.SubnetOwner.get(chain, netuid) !== signed(origin)) throw errors.NotSubnetOwner()
  storeSubnetIdentity(chain, netuid, identity)
}

/** A coldkey with a registered hotkey describes itself. */
export function setIdentity(chain: ChainContext, origin: Origin, identity: ChainIdentity): void {
  const coldkey = signed(origin)
  const registered = storage.OwnedHotkeys.get(chain, coldkey).some((hotkey) =>
    [...storage.IsNetworkMember.entries(chain, hotkey)].some(([, member]) => member),
  )
  if (!registered) throw errors.HotKeyNotRegisteredInNetwork()
  if (!within(identity, ['name', 'url', 'github_repo', 'discord'])) throw errors.InvalidIdentity()
  storage.IdentitiesV2.set(chain, coldkey, identity)
  chain.emit(events.ChainIdentitySet(coldkey))
}
