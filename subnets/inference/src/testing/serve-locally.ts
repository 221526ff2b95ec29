import type { Models } from '@subnetkit/models'
import { createMiner, type RunningMiner } from '@subnetkit/neuron'
import { fakeChain } from '@subnetkit/neuron/testing'
import { keypairFromUri } from '@subnetkit/wallet/keys'
import { contract } from '../contract.ts'
import { miner } from '../miner.ts'

/** The miner on a free port of loopback, for programs that do not sign. */
export async function serveLocally(
  models: Models,
  config: Readonly<Record<string, unknown>> = {},
): Promise<{ url: string; miner: RunningMiner }> {
  const chain = fakeChain()
  const hotkey = keypairFromUri('//Bob')
  chain.register(hotkey.ss58)
  const running = createMiner({
    subnet: { contract, miner },
    chain,
    netuid: 1,
    hotkey,
    models,
    config,
    listen: { host: '127.0.0.1', port: 0 },
    unsigned: true,
  })
  await running.start()
  return { url: running.status().url ?? '', miner: running }
}
