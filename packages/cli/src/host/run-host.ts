import { type Chain, connect } from '@subnetkit/chain'
import { isSubnetkitError, raoPerTao } from '@subnetkit/core'
import { createModels, type Models } from '@subnetkit/models'
import {
  type ChainPort,
  connectPort,
  createMiner,
  createValidator,
  type Log,
  type NeuronEvent,
} from '@subnetkit/neuron'
import { readHotkey } from '@subnetkit/wallet/files'
import { cliErrors } from '../errors.ts'
import { type LoadedSubnet, loadSubnet } from '../subnets/load-subnet.ts'
import type { FromHost, NeuronTask, ToHost } from './messages.ts'

interface Neuron {
  start(): Promise<void>
  stop(): Promise<void>
}

/**
 * Stake weight from which miners of a local network work for somebody. Emission is stake, and any stake may bring a permit: the
 * dust that a copier once earned must not let it relay its questions.
 */
const minStake = 5n * raoPerTao

/** Of one validator, when there is one subnet; several share them. */
const questionsAtATime = 4

/** Lines on standard output; `up` shows them with --log debug. */
const log: Log = {
  debug: () => {},
  info: (fields, message) => console.log(JSON.stringify({ level: 'info', message, ...fields })),
  warn: (fields, message) => console.log(JSON.stringify({ level: 'warn', message, ...fields })),
  error: (fields, message) => console.log(JSON.stringify({ level: 'error', message, ...fields })),
}

/**
 * A process of neurons: told by its parent which, it loads their models once and runs them until told to stop or
 * until the parent is gone.
 */
export async function runHost(): Promise<void> {
  const say = (message: FromHost): void => void process.send?.(message)
  const subnets = new Map<string, LoadedSubnet>()
  const neurons: Neuron[] = []
  let connection: Chain
  let chain: ChainPort
  let models: Models
  let loaded: Promise<void> = Promise.resolve()

  const fail = (error: unknown, neuron?: string): void => {
    const known = isSubnetkitError(error)
    say({
      type: 'failed',
      ...(neuron ? { neuron } : {}),
      code: known ? error.code : 'INTERNAL',
      message: error instanceof Error ? error.message : String(error),
      remedy: known ? error.remedy : 'This is a fault of the program; please report it.',
    })
    if (!known) console.error(error)
  }

  async function load(message: Extract<ToHost, { type: 'load' }>): Promise<void> {
    models = createModels({ workers: 1, threads: 1 })
    for (const name of message.subnets) subnets.set(name, await loadSubnet(name, message.folder))
  }

  async function reach(endpoint: string): Promise<void> {
    connection = await connect({ endpoint })
    chain = connectPort(connection)
    await loaded
    say({ type: 'prepared' })
  }

  async function start(task: NeuronTask): Promise<void> {
    const subnet = subnets.get(task.subnet)!
    const character = subnet.characters.get(task.character)
    if (!character)
      throw cliErrors.SUBNET_INVALID({
        name: task.subnet,
        problem: `it has no character "${task.character}"`,
      })
    const hotkey = await readHotkey(task.wallet)
    const common = {
      chain,
      netuid: task.netuid,
      hotkey,
      models: character.alteration ? models.altered(character.alteration) : models,
      log,
      onEvent: (event: NeuronEvent) => say({ type: 'event', neuron: task.id, event }),
      config: { ...task.config, ...character.config },
    }
    const neuron =
      task.role === 'miner'
        ? createMiner({
            ...common,
            subnet,
            listen: { host: '127.0.0.1', port: 0 },
            policy: { minStake },
            ...(character.wrap ? { wrap: character.wrap } : {}),
          })
        : createValidator({
            ...common,
            subnet,
            statePath: task.statePath!,
            allowLocal: true,
            // All miners of all subnets share this machine: more questions at a time would only wait for each other.
            inFlight: Math.max(1, Math.floor(questionsAtATime / subnets.size)),
            ...(task.challengeKey
              ? { challengeKey: Uint8Array.from(Buffer.from(task.challengeKey, 'hex')) }
              : {}),
            ...(task.roundDeadlineMs ? { roundDeadlineMs: task.roundDeadlineMs } : {}),
            ...(character.adjustWeights ? { adjustWeights: character.adjustWeights } : {}),
          })
    neurons.push(neuron)
    await neuron.start()
    say({ type: 'started', neuron: task.id })
  }

  async function stop(): Promise<never> {
    await Promise.allSettled(neurons.map((neuron) => neuron.stop()))
    await Promise.allSettled([models?.close(), connection?.disconnect()])
    process.exit(0)
  }

  // The terminal sends Ctrl-C to every process of the group; the parent says when to stop.
  process.on('SIGINT', () => {})
  // A parent that is gone cannot say it.
  process.on('disconnect', () => {
    setTimeout(() => process.exit(1), 1_500).unref()
    void stop()
  })
  process.on('message', (message: ToHost) => {
    if (message.type === 'load') {
      loaded = load(message)
      // Whoever reaches the chain waits for it and tells what went wrong.
      loaded.catch(() => {})
    } else if (message.type === 'connect') reach(message.endpoint).catch((error) => fail(error))
    else if (message.type === 'stop') void stop()
    else for (const task of message.neurons) start(task).catch((error) => fail(error, task.id))
  })
}
