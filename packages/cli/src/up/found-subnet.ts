import type { Chain } from '@subnetkit/chain'
import { type Rao, raoPerTao } from '@subnetkit/core'
import type { Keypair } from '@subnetkit/wallet/keys'
import { cliErrors } from '../errors.ts'
import type { Actor } from './cast-keys.ts'
import { type Call, callOf, type Send } from './send.ts'

/** What an actor's coldkey needs: the founder pays for the subnet, stakers stake, everybody registers. */
function fundsOf(actor: Actor): Rao {
  if (actor.role === 'owner') return 2_500n * raoPerTao
  return actor.stake + 100n * raoPerTao
}

/** Limits of the whole chain that a local network lifts, so that a minute is enough to see an economy. */
export async function liftChainLimits(chain: Chain, send: Send, sudo: Keypair): Promise<void> {
  const root = (method: string, ...args: unknown[]): Call =>
    callOf(chain, 'sudo', 'sudo', callOf(chain, 'adminUtils', method, ...args))
  await send(
    callOf(chain, 'utility', 'batchAll', [
      root('sudoSetNetworkRateLimit', 0),
      root('sudoSetAdminFreezeWindow', 0),
    ]),
    sudo,
  )
}

export interface Founding {
  chain: Chain
  send: Send
  /** //Alice: holds the funds and the sudo key of a local chain. */
  sudo: Keypair
  name: string
  actors: readonly Actor[]
  tempo: number
}

/**
 * Founds a subnet by the calls that a founder and the local sudo would use: fund, create, name, start, tune, register
 * everybody in order, stake. Returns its netuid.
 *
 * @throws NETWORK_SETUP_FAILED when the chain did not do what the calls say
 */
export async function foundSubnet({ chain, send, sudo, name, actors, tempo }: Founding): Promise<number> {
  const owner = actors.find(({ role }) => role === 'owner')
  if (!owner) throw cliErrors.NETWORK_SETUP_FAILED({ problem: `the cast of ${name} has no owner` })
  const module = (method: string, ...args: unknown[]): Call =>
    callOf(chain, 'subtensorModule', method, ...args)
  const root = (method: string, ...args: unknown[]): Call =>
    callOf(chain, 'sudo', 'sudo', callOf(chain, 'adminUtils', method, ...args))
  const all = (calls: readonly Call[]): Call => callOf(chain, 'utility', 'batchAll', calls)

  await send(
    all(
      actors.map((actor) =>
        callOf(chain, 'balances', 'transferKeepAlive', actor.coldkey.ss58, fundsOf(actor)),
      ),
    ),
    sudo,
  )
  const created = await send(module('registerNetwork', owner.hotkey.ss58), owner.coldkey)
  const added = created.find(
    ({ pallet, name: event }) => pallet === 'SubtensorModule' && event === 'NetworkAdded',
  )
  const netuid = Number(added?.data[0] ?? Number.NaN)
  if (!Number.isInteger(netuid)) throw cliErrors.NETWORK_SETUP_FAILED({ problem: `${name} got no netuid` })

  await send(
    all([module('setSubnetIdentity', netuid, name, '', '', '', '', '', '', ''), module('startCall', netuid)]),
    owner.coldkey,
  )
  await send(
    all([
      root('sudoSetCommitRevealWeightsEnabled', netuid, false),
      root('sudoSetWeightsSetRateLimit', netuid, 1),
      root('sudoSetServingRateLimit', netuid, 1),
      root('sudoSetSubnetEmissionEnabled', netuid, true),
    ]),
    sudo,
  )
  // One after the other: the order of registration is the order of uids.
  for (const actor of actors) {
    if (actor !== owner) await send(module('burnedRegister', netuid, actor.hotkey.ss58), actor.coldkey)
  }
  for (const actor of actors) {
    if (actor.stake > 0n)
      await send(module('addStake', actor.hotkey.ss58, netuid, actor.stake), actor.coldkey)
  }
  // Last, because it starts the epoch cycle anew.
  await send(root('sudoSetTempo', netuid, tempo), sudo)
  return netuid
}
