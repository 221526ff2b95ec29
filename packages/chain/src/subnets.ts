import type { BlockNumber, Coldkey, Hotkey, Netuid, Rao } from '@subnetkit/core'
import { type Plain, take } from './runtime/plain.ts'
import type { Snapshot } from './snapshot.ts'

/** A subnet as lists of subnets show it. */
export interface SubnetInfo {
  readonly netuid: Netuid
  /** What its owner calls it; any subnet may take any name. */
  readonly name: string
  /** What its alpha is called. */
  readonly symbol: string
  readonly ownerHotkey: Hotkey
  readonly ownerColdkey: Coldkey
  /** Blocks of an epoch. */
  readonly tempo: number
  readonly registeredAt: BlockNumber
}

/** Every subnet of the chain, root included, by netuid. One read; source: runtime API `get_all_dynamic_info`. */
export async function readSubnets(snapshot: Snapshot): Promise<SubnetInfo[]> {
  const method = 'get_all_dynamic_info'
  const all = take.list(await snapshot.call('SubnetInfoRuntimeApi', method), method)
  return all
    .filter((info) => info !== null)
    .map((info) => {
      const fields = take.fields(info, method)
      const text = (field: string) => take.text(fields[field], `${method}.${field}`)
      const number = (field: string) => take.number(fields[field], `${method}.${field}`)
      return {
        netuid: number('netuid') as Netuid,
        name: decodeText(fields.subnetName, `${method}.subnetName`),
        symbol: decodeText(fields.tokenSymbol, `${method}.tokenSymbol`),
        ownerHotkey: text('ownerHotkey') as Hotkey,
        ownerColdkey: text('ownerColdkey') as Coldkey,
        tempo: number('tempo'),
        registeredAt: number('networkRegisteredAt') as BlockNumber,
      }
    })
    .sort((a, b) => a.netuid - b.netuid)
}

/** What founding a subnet costs at this block, rao: doubled by each one founded, then falling. Source: runtime API. */
export async function readNetworkCost(snapshot: Snapshot): Promise<Rao> {
  const method = 'get_network_registration_cost'
  return take.bigint(await snapshot.call('SubnetRegistrationRuntimeApi', method), method) as Rao
}

/** The runtime gives text as a list of bytes; what is no UTF-8 shows as �. */
function decodeText(value: Plain | undefined, item: string): string {
  const bytes = take.list(value, item).map((byte) => take.number(byte, item))
  return new TextDecoder().decode(Uint8Array.from(bytes))
}
