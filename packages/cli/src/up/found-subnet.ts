import {
  type Chain,
  execute as executeIntent,
  type Intent,
  readNetworkCost,
  registerNetwork,
} from '@subnetkit/chain'
import { type Rao, raoPerTao } from '@subnetkit/core'
import type { Keypair } from '@subnetkit/wallet/keys'
import { cliErrors } from '../errors.ts'
import type { Actor } from './cast-keys.ts'

/** What an actor's coldkey needs: the founder pays for the subnet, stakers stake, everybody registers. */
function fundsOf(actor: Actor, networkCost: Rao): Rao {
  if (actor.role === 'owner') return networkCost + 100n * raoPerTao
  return actor.stake + 100n * raoPerTao
}

/** Without looking first: nobody else acts on this chain yet, and what fails is told by the chain itself. */
const execute = (chain: Chain, intent: Intent, keypair: Keypair) =>
  executeIntent(chain, intent, keypair, { preflight: false })

const batch = (of: readonly Intent[]): Intent => ({ op: 'batch', of })

/** A setting that only root may change, by its name in the runtime's AdminUtils. */
const asRoot = (name: string, ...args: readonly unknown[]): Intent => ({
  op: 'sudo',
  of: { op: 'call', pallet: 'AdminUtils', name, args },
})

/** Limits of the whole chain that a local network lifts, so that a minute is enough to see an economy. */
export async function liftChainLimits(chain: Chain, sudo: Keypair): Promise<void> {
  await execute(
    chain,
    batch([asRoot('sudo_set_network_rate_limit', 0), asRoot('sudo_set_admin_freeze_window', 0)]),
    sudo,
  )
}

export interface Founding {
  chain: Chain
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
 * @throws NETWORK_SETUP_FAILED when the cast has no owner, and what the chain refuses
 */
export async function foundSubnet({ chain, sudo, name, actors, tempo }: Founding): Promise<number> {
  const owner = actors.find(({ role }) => role === 'owner')
  if (!owner) throw cliErrors.NETWORK_SETUP_FAILED({ problem: `the cast of ${name} has no owner` })

  // Each subnet doubles the price of the next.
  const networkCost = await readNetworkCost(await chain.at())
  const gifts = actors.map((actor): Intent => {
    return { op: 'transfer', dest: actor.coldkey.ss58, amount: fundsOf(actor, networkCost) }
  })
  await execute(chain, batch(gifts), sudo)
  const { netuid } = await registerNetwork(chain, { hotkey: owner.hotkey.ss58, keypair: owner.coldkey })

  const identity = [netuid, name, '', '', '', '', '', '', '']
  await execute(
    chain,
    batch([
      { op: 'call', pallet: 'SubtensorModule', name: 'set_subnet_identity', args: identity },
      { op: 'start-call', netuid },
    ]),
    owner.coldkey,
  )
  await execute(
    chain,
    batch([
      asRoot('sudo_set_commit_reveal_weights_enabled', netuid, false),
      asRoot('sudo_set_weights_set_rate_limit', netuid, 1),
      asRoot('sudo_set_serving_rate_limit', netuid, 1),
      asRoot('sudo_set_subnet_emission_enabled', netuid, true),
    ]),
    sudo,
  )
  // One after the other: the order of registration is the order of uids.
  for (const actor of actors) {
    if (actor === owner) continue
    await execute(chain, { op: 'burned-register', netuid, hotkey: actor.hotkey.ss58 }, actor.coldkey)
  }
  for (const actor of actors) {
    if (actor.stake === 0n) continue
    const stake: Intent = { op: 'add-stake', netuid, hotkey: actor.hotkey.ss58, amount: actor.stake }
    await execute(chain, stake, actor.coldkey)
  }
  // Last, because it starts the epoch cycle anew.
  await execute(chain, asRoot('sudo_set_tempo', netuid, tempo), sudo)
  return netuid
}
