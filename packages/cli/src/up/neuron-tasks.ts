import type { Random } from '@subnetkit/core'
import type { NeuronTask } from '../host/messages.ts'
import { walletOf } from './cast-wallets.ts'
import type { NetworkFolder } from './network-folder.ts'
import type { RunningSubnet } from './running-subnet.ts'

/** What the hosts are told of a subnet's cast; the owner runs nothing. */
export function neuronTasks(options: {
  subnet: RunningSubnet
  folder: NetworkFolder
  random: Random
  /** In lockstep: rounds do not hurry, because the epoch waits for them. */
  roundDeadlineMs?: number
}): NeuronTask[] {
  const { subnet, folder, random, roundDeadlineMs } = options
  return subnet.actors.flatMap((actor): NeuronTask[] => {
    if (actor.role === 'owner') return []
    const task: NeuronTask = {
      id: actor.id,
      role: actor.role,
      subnet: subnet.packageName,
      netuid: subnet.netuid,
      wallet: walletOf(actor, folder.wallets),
      character: actor.character,
      ...(actor.config ? { config: actor.config } : {}),
    }
    if (actor.role === 'miner') return [task]
    const challengeKey = Buffer.from(random.derive('challenges', actor.id).bytes(32)).toString('hex')
    const statePath = folder.stateFile(subnet.netuid, actor.name)
    return [{ ...task, statePath, challengeKey, ...(roundDeadlineMs ? { roundDeadlineMs } : {}) }]
  })
}
