import { type Clock, systemClock } from '@subnetkit/core'
import type { FromHost } from '../host/messages.ts'
import { findSubnet } from '../subnets/load-subnet.ts'
import { type HostProcess, startHostProcess } from './host-process.ts'
import { takeNetworkFolder } from './network-folder.ts'
import type { UpOptions } from './options.ts'
import type { Report } from './report.ts'
import type { RunningNetwork } from './run-on-chain.ts'
import type { Screen } from './screen.ts'
import { createReadiness } from './start-neurons.ts'
import { createTally } from './tally.ts'
import type { Mark } from './timeline.ts'

/** Longest wait for neurons to come up, ms. */
const startDeadlineMs = 60_000

/** What the caller of {@link runNetwork} is told, and the signal that ends it. */
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
 * @example
 * ```ts
 * import { runNetwork, silentScreen } from 'subnetkit'
 *
 * const report = await runNetwork(
 *   { subnets: ['text'], epochs: 3, keep: false, seed: 'x', port: 0, folder: '.subnetkit/x', blockTimeMs: 1000, tempo: 20 },
 *   { screen: silentScreen, signal: new AbortController().signal },
 * )
 * ```
 */
export async function runNetwork(options: UpOptions, hooks: NetworkHooks): Promise<Report | undefined> {
  const { screen, signal } = hooks
  const clock = hooks.clock ?? systemClock
  const found = options.subnets.map((name) => findSubnet(name))
  const tally = createTally()
  const readiness = createReadiness(clock, startDeadlineMs, signal)
  const marked = new Set<Mark>()
  const mark = (name: Mark): void => {
    if (!marked.has(name)) hooks.mark?.(name)
    marked.add(name)
  }

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
  const startHost = (role: 'miner' | 'validator'): HostProcess =>
    startHostProcess({
      role,
      folder: process.cwd(),
      subnets: found.map(({ packageName }) => packageName),
      onMessage,
      onOutput: (line) => hooks.onOutput?.(line),
      onRestart: (why) => screen.note(`The ${role} process died (${why}); it starts again and goes on.`),
    })

  const folder = takeNetworkFolder(options.folder)
  // First of all, because loading takes them longest: they load while this process loads and sets up the chain.
  const hosts = { miner: startHost('miner'), validator: startHost('validator') }
  const cleanUps: (() => unknown)[] = []
  try {
    const { runOnChain } = await import('./run-on-chain.ts')
    const cleanUp = (task: () => unknown): void => void cleanUps.push(task)
    return await runOnChain({ options, hooks, found, folder, hosts, tally, readiness, mark, cleanUp, clock })
  } catch (error) {
    // What fails because everything is being stopped is no failure.
    if (signal.aborted) return undefined
    throw error
  } finally {
    await Promise.all([hosts.miner.stop(), hosts.validator.stop()])
    for (const cleanUp of cleanUps.reverse()) await cleanUp()
    folder.release()
    screen.close()
  }
}
