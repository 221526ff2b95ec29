import { type Chain, connect } from '@subnetkit/chain'
import { type Clock, seededRandom, systemClock } from '@subnetkit/core'
import { createLocalnet, type Localnet } from '@subnetkit/localnet'
import { keypairFromUri } from '@subnetkit/wallet/keys'
import type { FromHost } from '../host/messages.ts'
import { findSubnet } from '../subnets/load-subnet.ts'
import { castOf } from './cast.ts'
import { withKeys } from './cast-keys.ts'
import { storeWallets } from './cast-wallets.ts'
import { createEpochLog } from './epoch-log.ts'
import { foundSubnet, liftChainLimits } from './found-subnet.ts'
import { type HostProcess, startHostProcess } from './host-process.ts'
import { takeNetworkFolder } from './network-folder.ts'
import { neuronTasks } from './neuron-tasks.ts'
import type { UpOptions } from './options.ts'
import { readReport } from './read-report.ts'
import { watchNetwork } from './read-view.ts'
import type { Report } from './report.ts'
import { runEpochs, runLive, untilAborted } from './run-epochs.ts'
import type { RunningSubnet } from './running-subnet.ts'
import type { Screen } from './screen.ts'
import { createReadiness } from './start-neurons.ts'
import { createTally } from './tally.ts'
import type { Mark } from './timeline.ts'

/** Longest wait for one round in lockstep, ms. */
const roundDeadlineMs = 60_000
/** Longest wait for neurons to come up, ms. */
const startDeadlineMs = 60_000
/** What a host gets to stop in order; with the rest of the shut-down it stays below two seconds. */
const stopGraceMs = 1_200

/** A network that is up: what tests and tools reach into. */
export interface RunningNetwork {
  localnet: Localnet
  chain: Chain
  hosts: Readonly<Record<'miner' | 'validator', HostProcess>>
  subnets: readonly RunningSubnet[]
}

export interface NetworkHooks {
  screen: Screen
  /** Ends the network. */
  signal: AbortSignal
  /** A moment of the run is reached, for the first time. */
  mark?(mark: Mark): void
  /** Every neuron is up. */
  onUp?(network: RunningNetwork): void
  /** The report is there; with `keep` the chain still serves. */
  onReport?(report: Report): void
  /** A neuron process has printed a line. */
  onOutput?(line: string): void
  clock?: Clock
}

/**
 * Runs a whole subnet economy: chain, wallets, subnets, neurons, epochs. Ends with the report after `epochs` epochs,
 * or without one when the signal aborts; either way nothing of it is left running.
 *
 * @throws SUBNET_UNKNOWN, PORT_TAKEN, NETWORK_BUSY, HOST_FAILED, NETWORK_SETUP_FAILED
 */
export async function runNetwork(options: UpOptions, hooks: NetworkHooks): Promise<Report | undefined> {
  const { screen, signal } = hooks
  const clock = hooks.clock ?? systemClock
  const startedAt = clock.monotonicMs()
  const found = options.subnets.map((name) => findSubnet(name))
  const random = seededRandom(options.seed)
  const tally = createTally()
  const readiness = createReadiness(clock, startDeadlineMs, signal)
  const marked = new Set<Mark>()
  const mark = (name: Mark): void => {
    if (!marked.has(name)) hooks.mark?.(name)
    marked.add(name)
  }

  const cleanUps: (() => unknown)[] = []
  try {
    const folder = takeNetworkFolder(options.folder)
    cleanUps.push(() => folder.release())
    screen.step('Starting the chain …')
    const localnet = await createLocalnet({
      port: options.port,
      seal: 'instant',
      slotDurationMs: options.blockTimeMs,
    })
    cleanUps.push(() => localnet.stop())
    const { runtime, specVersion, url } = localnet
    screen.step(`The chain answers at ${url} (runtime ${runtime}, spec ${specVersion}).`)
    mark('chain')

    const startHost = (role: 'miner' | 'validator'): HostProcess =>
      startHostProcess({
        role,
        endpoint: url,
        folder: process.cwd(),
        subnets: found.map(({ packageName }) => packageName),
        onMessage,
        onOutput: (line) => hooks.onOutput?.(line),
        onRestart: (why) => screen.note(`The ${role} process died (${why}); it starts again and goes on.`),
      })
    function onMessage(message: FromHost): void {
      readiness.heard(message)
      if (message.type === 'failed') {
        screen.note(`${message.neuron ?? 'host'}: ${message.code}: ${message.message}`)
      }
      if (message.type !== 'event') return
      const { neuron, event } = message
      tally.record(neuron, event)
      if (event.type === 'answer' && event.failure === null) mark('first-answer')
      if (event.type === 'weights-refused' || event.type === 'error') {
        screen.note(`${neuron}: ${event.code}: ${event.message}`)
      }
    }
    // Their loading goes on while the subnets are founded.
    const hosts = { miner: startHost('miner'), validator: startHost('validator') }
    cleanUps.push(() => Promise.all([hosts.miner.stop(stopGraceMs), hosts.validator.stop(stopGraceMs)]))

    const chain = await connect({ endpoint: url, signal })
    cleanUps.push(() => chain.disconnect())
    const sudo = keypairFromUri('//Alice')
    await liftChainLimits(chain, sudo)
    const subnets: RunningSubnet[] = []
    for (const { name, packageName } of found) {
      screen.step(`Founding the subnet ${name}: fund, create, start, tune, register, stake …`)
      const actors = withKeys(name, castOf(random.derive(name)), random)
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
    await Promise.all([hosts.miner.prepared(), hosts.validator.prepared()])
    await readiness.start(hosts.miner, miners, 'axon-served')
    await readiness.start(hosts.validator, validators, 'started')
    mark('model-load')
    hooks.onUp?.({ localnet, chain, hosts, subnets })
    cleanUps.push(watchNetwork({ localnet, chain, subnets, tally, screen, seed: options.seed }))

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
    hooks.onReport?.(report)
    if (options.keep) {
      screen.step(`Done. The chain still answers at ${url}, without new blocks, until Ctrl-C.`)
      await untilAborted(signal)
    }
    return report
  } catch (error) {
    // What fails because everything is being stopped is no failure.
    if (signal.aborted) return undefined
    throw error
  } finally {
    for (const cleanUp of cleanUps.reverse()) await cleanUp()
    screen.close()
  }
}
