import type { Chain } from '@subnetkit/chain'
import { cliErrors } from '../errors.ts'

/** A subnet as its chain names it. */
interface NamedSubnet {
  netuid: number
  name: string
}

async function namedSubnets(chain: Chain): Promise<NamedSubnet[]> {
  const snapshot = await chain.at()
  const all = (await snapshot.call('SubnetInfoRuntimeApi', 'get_all_dynamic_info')) as unknown as readonly ({
    netuid: number
    subnet_name: readonly number[]
  } | null)[]
  return all.flatMap((info) =>
    info
      ? [{ netuid: Number(info.netuid), name: new TextDecoder().decode(Uint8Array.from(info.subnet_name)) }]
      : [],
  )
}

/**
 * The netuid of a subnet on a local chain, by the name that its founder gave it.
 *
 * @throws NETUID_NEEDED when none or several have that name
 */
export async function findNetuid(chain: Chain, name: string): Promise<number> {
  const matches = (await namedSubnets(chain)).filter((subnet) => subnet.name === name)
  if (matches.length === 1) return matches[0]!.netuid
  const problem =
    matches.length === 0 ? 'None has that name' : `Several have it: ${matches.map((one) => one.netuid)}`
  throw cliErrors.NETUID_NEEDED({ name, problem })
}
