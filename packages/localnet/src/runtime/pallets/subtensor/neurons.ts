import type { ChainContext } from '../../chain-context.ts'
import type { AccountId } from '../../scale/chain-types.ts'
import type { HasState } from '../../state-view.ts'
import { mechanismIndex } from './math/mechanism-index.ts'
import { storage } from './storage.ts'

/*
 * The slots of a subnet. A newcomer is appended, or takes the place of somebody else.
 * Source: pallets/subtensor, subnets/uids.rs.
 */

/** Storage keys of a subnet's mechanisms. */
export const mechanismIndices = (chain: HasState, netuid: number): number[] =>
  Array.from({ length: storage.MechanismCountCurrent.get(chain, netuid) }, (_, mechanism) =>
    mechanismIndex(netuid, mechanism),
  )

const replaced = <T>(list: readonly T[], at: number, value: T): T[] =>
  at < list.length ? list.with(at, value) : [...list]

/** The blocks of last weights of a mechanism, one a uid. */
export function lastUpdates(chain: HasState, netuid: number, index: number): bigint[] {
  const list = storage.LastUpdate.get(chain, index)
  const size = storage.SubnetworkN.get(chain, netuid)
  return list.length >= size ? list : [...list, ...Array<bigint>(size - list.length).fill(0n)]
}

export const setLastUpdate = (
  chain: HasState,
  netuid: number,
  index: number,
  uid: number,
  block: bigint,
): void => storage.LastUpdate.set(chain, index, replaced(lastUpdates(chain, netuid, index), uid, block))

const seat = (chain: ChainContext, netuid: number, uid: number, hotkey: AccountId): void => {
  storage.Keys.set(chain, netuid, uid, hotkey)
  storage.Uids.set(chain, netuid, hotkey, uid)
  storage.BlockAtRegistration.set(chain, netuid, uid, BigInt(chain.block))
  storage.IsNetworkMember.set(chain, hotkey, netuid, true)
}

/** Gives a hotkey the next free uid. */
export function appendNeuron(chain: ChainContext, netuid: number, hotkey: AccountId): number {
  const uid = storage.SubnetworkN.get(chain, netuid)
  storage.SubnetworkN.set(chain, netuid, uid + 1)
  storage.Active.mutate(chain, netuid, (list) => [...list, true])
  storage.Emission.mutate(chain, netuid, (list) => [...list, 0n])
  storage.Consensus.mutate(chain, netuid, (list) => [...list, 0])
  storage.Dividends.mutate(chain, netuid, (list) => [...list, 0])
  storage.ValidatorTrust.mutate(chain, netuid, (list) => [...list, 0])
  storage.ValidatorPermit.mutate(chain, netuid, (list) => [...list, false])
  for (const index of mechanismIndices(chain, netuid)) {
    storage.Incentive.mutate(chain, index, (list) => [...list, 0])
    // A newcomer counts as having just set weights: it is active, and waits as long for its first ones.
    setLastUpdate(chain, netuid, index, uid, BigInt(chain.block))
  }
  seat(chain, netuid, uid, hotkey)
  return uid
}

/** Wipes what epochs and weights said about a uid. */
function clearNeuron(chain: ChainContext, netuid: number, uid: number): void {
  storage.Emission.mutate(chain, netuid, (list) => replaced(list, uid, 0n))
  storage.Consensus.mutate(chain, netuid, (list) => replaced(list, uid, 0))
  storage.Dividends.mutate(chain, netuid, (list) => replaced(list, uid, 0))
  storage.StakeWeight.mutate(chain, netuid, (list) => replaced(list, uid, 0))
  storage.ValidatorTrust.mutate(chain, netuid, (list) => replaced(list, uid, 0))
  storage.ValidatorPermit.mutate(chain, netuid, (list) => replaced(list, uid, false))
  for (const index of mechanismIndices(chain, netuid)) {
    storage.Incentive.mutate(chain, index, (list) => replaced(list, uid, 0))
    storage.Bonds.remove(chain, index, uid)
    storage.Weights.remove(chain, index, uid)
    for (const [[, from], row] of [...storage.Weights.entries(chain, index)]) {
      if (!row.some(([to, weight]) => to === uid && weight > 0)) continue
      storage.Weights.set(
        chain,
        index,
        from,
        row.map(([to, weight]): [number, number] => [to, to === uid ? 0 : weight]),
      )
    }
  }
}

/** Gives a hotkey the uid of another one, which keeps its stake and loses its slot. The owner hotkey never does. */
export function replaceNeuron(chain: ChainContext, netuid: number, uid: number, hotkey: AccountId): void {
  const old = storage.Keys.get(chain, netuid, uid)
  if (storage.SubnetOwnerHotkey.has(chain, netuid) && storage.SubnetOwnerHotkey.get(chain, netuid) === old)
    return
  storage.Uids.remove(chain, netuid, old)
  storage.IsNetworkMember.remove(chain, old, netuid)
  storage.AssociatedEvmAddress.remove(chain, netuid, uid)
  storage.Axons.remove(chain, netuid, old)
  storage.NeuronCertificates.remove(chain, netuid, old)
  storage.Prometheus.remove(chain, netuid, old)

  storage.Active.mutate(chain, netuid, (list) => replaced(list, uid, true))
  seat(chain, netuid, uid, hotkey)
  clearNeuron(chain, netuid, uid)
  for (const index of mechanismIndices(chain, netuid)) {
    setLastUpdate(chain, netuid, index, uid, BigInt(chain.block))
  }
}
