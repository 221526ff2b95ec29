import type { Chain } from '@subnetkit/chain'
import type { Localnet } from '@subnetkit/localnet'
import type { SubnetView } from './network-view.ts'
import { whoIs } from './neuron-names.ts'
import type { RunningSubnet } from './running-subnet.ts'
import type { Screen } from './screen.ts'
import type { Tally } from './tally.ts'

/** Reads from the chain what the screen shows of one subnet. */
export async function readView(chain: Chain, subnet: RunningSubnet, tally: Tally): Promise<SubnetView> {
  const { hash } = await chain.head()
  const [metagraph, weights] = await Promise.all([
    chain.metagraph(subnet.netuid, { at: hash }),
    chain.weights(subnet.netuid, hash),
  ])
  const share = new Map<number, number>()
  const permitted = metagraph.neurons.filter(
    ({ validatorPermit, uid }) => validatorPermit && weights.has(uid),
  )
  const stakes = permitted.reduce((sum, { stakeWeight }) => sum + stakeWeight, 0)
  for (const validator of permitted) {
    const row = weights.get(validator.uid)!
    const sum = row.reduce((total, [, value]) => total + value, 0)
    if (sum === 0 || stakes === 0) continue
    for (const [uid, value] of row) {
      share.set(uid, (share.get(uid) ?? 0) + (value / sum) * (validator.stakeWeight / stakes))
    }
  }
  return {
    netuid: subnet.netuid,
    name: subnet.name,
    tempo: metagraph.tempo,
    lastEpochBlock: metagraph.lastEpochBlock,
    epochs: subnet.epochs.length,
    rows: metagraph.neurons.map((neuron) => {
      const { name, role, character } = whoIs(neuron, subnet.actors)
      return {
        uid: neuron.uid,
        name,
        role,
        character,
        score: role === 'miner' ? tally.score(subnet.netuid, neuron.hotkey) : null,
        weight: share.get(neuron.uid) ?? 0,
        incentive: neuron.incentive,
        dividends: neuron.dividends,
        emission: neuron.emission,
        latencyMs: tally.latency(subnet.netuid, neuron.hotkey),
      }
    }),
  }
}

/** Keeps the screen up to date: the block at once, the rest as fast as it can be read. Returns what ends it. */
export function watchNetwork(options: {
  localnet: Localnet
  chain: Chain
  subnets: readonly RunningSubnet[]
  tally: Tally
  screen: Screen
  seed: string
}): () => void {
  const { localnet, chain, subnets, tally, screen, seed } = options
  const { runtime, specVersion, url } = localnet
  let views: SubnetView[] = []
  let reading = false
  const show = (): void =>
    screen.update({ runtime, specVersion, url, seed, block: localnet.head().number, subnets: views })
  const read = async (): Promise<void> => {
    if (reading) return
    reading = true
    try {
      views = await Promise.all(subnets.map((subnet) => readView(chain, subnet, tally)))
      show()
    } catch {
      // The chain is being stopped, or the next block tells.
    } finally {
      reading = false
    }
  }
  void read()
  return localnet.onBlock(() => {
    if (views.length > 0) show()
    void read()
  })
}
