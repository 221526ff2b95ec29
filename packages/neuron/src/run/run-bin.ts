import { existsSync, readFileSync } from 'node:fs'
import { isSubnetkitError } from '@subnetkit/core'
import type { MinerSubnet, ValidatorSubnet } from '../any-subnet.ts'
import { helpText } from '../config/help.ts'
import { type ReadConfig, readConfig } from '../config/read-config.ts'
import { minerSettings, type Settings, validatorSettings } from '../config/settings.ts'
import type { Log } from '../host.ts'
import { createLog } from './create-log.ts'
import type { StartedNeuron } from './started-neuron.ts'

/** How long a stop may take before the process ends anyway. */
const stopMs = 5_000

/** What a program that runs a neuron is given. */
export interface BinOptions {
  /** Flags. Default: those of the process. */
  readonly argv?: readonly string[]
}

/**
 * Runs a miner as a program: reads its configuration, opens its hotkey, connects, and serves until SIGINT or SIGTERM.
 * Sets `process.exitCode`: 0 stopped when told to, 1 failed, 2 used wrongly.
 *
 * @example
 * ```ts fragment
 * import { runMinerBin } from '@subnetkit/neuron'
 * import { contract } from '../contract.ts'
 * import { miner } from '../miner.ts'
 *
 * await runMinerBin({ contract, miner })
 * ```
 */
export async function runMinerBin(subnet: MinerSubnet, options: BinOptions = {}): Promise<void> {
  await runBin('miner', subnet.contract.name, minerSettings, options, async (read, log) => {
    const { startMiner } = await import('./start-miner.ts')
    return startMiner({ subnet, ...read, log })
  })
}

/** Runs a validator as a program, as `runMinerBin` does a miner. */
export async function runValidatorBin(subnet: ValidatorSubnet, options: BinOptions = {}): Promise<void> {
  await runBin('validator', subnet.contract.name, validatorSettings, options, async (read, log) => {
    const { startValidator } = await import('./start-validator.ts')
    return startValidator({ subnet, ...read, log })
  })
}

async function runBin<T extends Settings>(
  role: 'miner' | 'validator',
  subnet: string,
  settings: T,
  { argv = process.argv.slice(2) }: BinOptions,
  start: (read: ReadConfig<T>, log: Log) => Promise<StartedNeuron>,
): Promise<void> {
  let read: ReadConfig<T>
  try {
    const envFile = existsSync('.env') ? readFileSync('.env', 'utf8') : ''
    read = readConfig({ settings, role, argv, env: process.env, envFile })
  } catch (error) {
    tell(error)
    process.exitCode = 2
    return
  }
  if (read.help) {
    process.stdout.write(helpText({ role, subnet, settings }))
    return
  }
  const level = (read.config as { logLevel: 'debug' | 'info' | 'warn' | 'error' }).logLevel
  const log = createLog({ level, base: { role, subnet }, out: process.stdout })
  log.info(read.summary, 'configuration')
  for (const key of read.warnings) log.warn({ key }, 'nobody reads this setting')

  const stopped = new Promise<void>((resolve) => {
    let signals = 0
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (++signals > 1) process.exit(1)
        log.info({ signal }, 'stopping')
        resolve()
      })
    }
  })
  try {
    const neuron = await Promise.race([start(read, log), stopped])
    await stopped
    // Something that cannot be ended must not keep the process.
    setTimeout(() => process.exit(1), stopMs).unref()
    await neuron?.stop()
    process.exit(0)
  } catch (error) {
    tell(error)
    process.exit(1)
  }
}

/** Failures go to standard error with what to do next, and a stack only when the fault is the program's. */
function tell(error: unknown): void {
  const text = isSubnetkitError(error)
    ? `${error.code}: ${error.message}\n  ${error.remedy}`
    : error instanceof Error
      ? (error.stack ?? error.message)
      : String(error)
  process.stderr.write(`${text}\n`)
}
