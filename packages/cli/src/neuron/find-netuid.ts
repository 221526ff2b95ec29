import type { Chain } from '@subnetkit/chain'
import { cliErrors } from '../errors.ts'

/**
 * The netuid of a subnet on a local chain, by the name that its founder gave it.
 *
 * @throws NETUID_NEEDED when none or several have that name
 */
export async function findNetuid(chain: Chain, name: string): Promise<number> {
  const matches = (await chain.subnets()).filter((subnet) => subnet.name === name)
  if (matches.length === 1) return matches[0]!.netuid
  const problem =
    matches.length === 0 ? 'None has that name' : `Several have it: ${matches.map((one) => one.netuid)}`
  throw cliErrors.NETUID_NEEDED({ name, problem })
}
