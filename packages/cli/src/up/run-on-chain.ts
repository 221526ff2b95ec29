import { type Chain, connect } from '@subnetkit/chain'
import { type Clock, seededRandom } from '@subnetkit/core'
import { createLocalnet, type Localnet } from '@subnetkit/localnet'
import { keypairFromUri } from '@subnetkit/wallet/keys'
import type { FoundSubnet } from '../subnets/find-subnets.ts'
import { loadCharacters } from '../subnets/load-subnet.ts'
import { castOf, standardCast } from './cast.ts'
import { withKeys } from './cast-keys.ts'
import { storeWallets } from './cast-wallets.ts'
import { createEpochLog } from './epoch-log.ts'
import { foundSubnet, liftChainLimits } from './found-subnet.ts'
import type { HostProcess } from './host-process.ts'
import type { NetworkHooks } from './network.ts'
import type { NetworkFolder } from './network-folder.ts'
import { neuronTasks } from './neuron-tasks.ts'
import type { UpOptions } from './options.ts'
import { readReport } from './read-report.ts'
import { watchNetwork } from './read-view.ts'
import type { Report } from './report.ts'
import { runEpochs, runLive, untilAborted } from './run-epochs.ts'
import type { RunningSubnet } from './running-subnet.ts'
import type { Readiness } from './start-neurons.ts'
import type { Tally } from './tally.ts'
import type { Mark } from './timeline.ts'
import { watchSources } from './watch-sources.ts'

/** Longest wait for one round in lockstep, ms: a slow machine takes longer and sees the same. */
const roundDeadlineMs = 180_000

/** A network that is up: what tests and tools reach into. */
export interface RunningNetwork {
  localnet: Localnet
  chain: Chain
  hosts: Readonly<Record<'miner' | 'validator', HostProcess>>
  subnets: readonly RunningSubnet[]
}

export interface ChainRun {
  options: UpOptions
  hooks: NetworkHooks
  found: readonly FoundSubnet[]
  folder: NetworkFolder
  hosts: RunningNetwork['hosts']
  tally: Tally
  readiness: Readiness
  mark(mark: Mark): void
  /** Has this done when everything ends, in reverse order. */
  cleanUp(task: () => unknown): void
  clock: Clock
}

/** The part of a network that needs the chain: founding, neurons, epochs, report. */
export async function runOnChain(run: ChainRun): Promise<Report | undefined> {
  const { options, hooks, found, folder, hosts, tally, readiness, mark, cleanUp, clock } = run
  const { screen, signal } = hooks
  const startedAt = clock.monotonicMs()
  const random = seededRandom(options.seed)
  screen.step('Starting the chain …')
  const localnet = await createLocalnet({
    port: options.port,
    seal: 'instant',
    slotDurationMs: options.blockTimeMs,
  })
  cleanUp(() => localnet.stop())
  const { runtime, specVersion, url } = localnet
  screen.step(`The chain answers at ${url} (runtime ${runtime}, spec ${specVersion}).`)
  mark('chain')

  const prepared = Promise.all([hosts.miner.connect(url), hosts.validator.connect(url)])
  // Whoever waits gets it; a failure before that must not end the process.
  prepared.catch(() => {})
  const chain = await connect({ endpoint: url, signal })
  cleanUp(() => chain.disconnect())
  const sudo = keypairFromUri('//Alice')
  await liftChainLimits(chain, sudo)
  const subnets: RunningSubnet[] = []
  for (const subnet of found) {
    const { name, packageName } = subnet
    screen.step(`Founding the subnet ${name}: fund, create, start, tune, register, stake …`)
    const parts = options.casts?.get(name) ?? standardCast(await loadCharacters(subnet))
    const actors = withKeys(name, castOf(random.derive(name), parts), random)
    await storeWallets(actors, folder.wallets)
    const netuid = await foundSubnet({ chain, sudo, name, actors, tempo: options.tempo })
    subnets.push({ netuid, name, packageName, actors, epochs: [] })
  }
  // The first epoch knows no weights yet; it gives validators their permits.
  await localnet.seal(options.tempo)
  mark('setup')

  screen.step('Starting miners and validators …')
  const lockstep = options.epochs !== undefined
  const tasks = subnets.flatMap((subnet) =>
    neuronTasks({ subnet, folder, random, ...(lockstep ? { roundDeadlineMs } : {}) }),
  )
  const miners = tasks.filter(({ role }) => role === 'miner')
  const validators = tasks.filter(({ role }) => role === 'validator')
  for (const { id, netuid } of validators) tally.expect(id, netuid)
  await prepared
  await readiness.start(hosts.miner, miners, 'axon-served')
  await readiness.start(hosts.validator, validators, 'started')
  mark('model-load')
  hooks.onUp?.({ localnet, chain, hosts, subnets })
  cleanUp(watchNetwork({ localnet, chain, subnets, tally, screen, seed: options.seed }))

  if (options.watch) cleanUp(watchSources({ subnets: found, hosts, note: (text) => screen.note(text) }))
  const log = createEpochLog({
    chain,
    subnets,
    screen,
    mark,
    ...(lockstep ? { epochs: options.epochs! } : {}),
  })
  if (!lockstep) {
    await runLive({ localnet, chain, subnets, log, signal, blockTimeMs: options.blockTimeMs })
    return undefined
  }
  await runEpochs({ localnet, chain, subnets, log, signal, tally, screen, clock, roundDeadlineMs })
  const seconds = (clock.monotonicMs() - startedAt) / 1000
  const report = await readReport({ chain, localnet, subnets, tally, seed: options.seed, seconds })
  if (options.keep) {
    // From here on the chain changes only when somebody sends it a transaction, so that the report stays true until then.
    await hosts.validator.stop()
    localnet.setSeal('instant')
  }
  hooks.onReport?.(report)
  if (options.keep) {
    screen.step(
      `Done. The chain still answers at ${url}, with new blocks only for what is sent to it, until Ctrl-C.`,
    )
    await untilAborted(signal)
  }
  return report
}
