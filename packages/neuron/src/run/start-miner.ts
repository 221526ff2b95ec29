import { parseTao } from '@subnetkit/core'
import type { MinerSubnet } from '../any-subnet.ts'
import type { MinerConfig } from '../config/settings.ts'
import type { Log } from '../host.ts'
import { createMiner } from '../miner/create-miner.ts'
import { logEvent } from './log-event.ts'
import { ground, type StartedNeuron } from './started-neuron.ts'

/** Starts a miner from its configuration. */
export async function startMiner(options: {
  subnet: MinerSubnet
  config: MinerConfig
  own: Readonly<Record<string, unknown>>
  log: Log
}): Promise<StartedNeuron> {
  const { subnet, config, own, log } = options
  const { hotkey, chain, models, leave } = await ground(config)
  const { externalIp: ip, externalPort: port, requirePermit } = config
  const miner = createMiner({
    subnet,
    chain,
    netuid: config.netuid,
    hotkey,
    models,
    config: own,
    listen: { host: config.host ?? (chain.network === 'local' ? '127.0.0.1' : '0.0.0.0'), port: config.port },
    ...(ip === undefined ? {} : { announce: { ip, ...(port === undefined ? {} : { port }) } }),
    policy: { requirePermit, minStake: parseTao(config.minStake) },
    metrics: config.metrics,
    unsigned: config.unsigned,
    log,
    onEvent: (event) => logEvent(log, event),
  })
  try {
    await miner.start()
  } catch (error) {
    await leave()
    throw error
  }
  return {
    async stop() {
      await miner.stop()
      await leave()
    },
  }
}
