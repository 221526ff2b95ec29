import { join } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { cliErrors } from '../errors.ts'

function integer(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= least && value <= most) return value
    throw new InvalidArgumentError(`A whole number from ${least} to ${most} is needed.`)
  }
}

interface Flags {
  subnets?: string
  epochs?: number
  keep?: boolean
  watch?: boolean
  json?: boolean
  seed?: string
  characters?: string
  port: number
  dir?: string
  blockTime: number
  tempo: number
  log: string
}

/** `subnetkit up`: a whole subnet economy on this machine. */
export function upCommand(): Command {
  return new Command('up')
    .summary('run a whole subnet economy on this machine')
    .description(
      'Runs a chain, wallets, subnets, miners of several characters (honest, lazy, copier, a cheat of the subnet) and validators on\n' +
        'this machine: real work, real signatures, real consensus, worthless money. Ctrl-C stops everything.',
    )
    .option('--subnets <names>', 'subnets to run, with commas between (default: all that are found)')
    .option('--epochs <n>', 'stop after n epochs that used weights, and report', integer(1, 10_000))
    .option(
      '--keep',
      'with --epochs: go on serving the chain after the report; only transactions make blocks then',
    )
    .option('--watch', "restart just the miners or the validators when a subnet's file is saved")
    .option('--json', 'print the report as one JSON document on standard output')
    .option('--seed <text>', 'keys, questions and cast follow from it (default: a new one each time)')
    .option('--characters <file>', 'who takes part, as JSON (see below); default: a small cast')
    .option('--port <port>', 'port of the chain on 127.0.0.1; 0 takes any free one', integer(0, 65_535), 9944)
    .option('--dir <folder>', 'wallets and state of this network (default: .subnetkit/<port>)')
    .option('--block-time <ms>', 'milliseconds between blocks when it runs live', integer(100, 60_000), 1000)
    .option('--tempo <blocks>', 'blocks per epoch', integer(5, 1000), 20)
    .option('--log <level>', 'info, or debug to see what the neurons log', 'info')
    .addHelpText(
      'after',
      `
Examples:
  subnetkit up                                  watch it live
  subnetkit up --subnets text --epochs 3        three epochs, then who earned what
  subnetkit up --epochs 3 --json > report.json  the same for programs
  subnetkit miner --subnet text --network local --wallet mine
                                                join it from a second terminal

A cast is a list a subnet; "stake" is TAO (with 30 or more a validator is served), members of one "house" share a coldkey,
"config" is the neuron's own settings, all but "character" may be left out:
  { "text": [{ "character": "honest", "count": 3 }, { "character": "greedy" },
             { "character": "honest", "config": { "model": "my-model.json" } },
             { "role": "validator", "character": "honest", "stake": 400 },
             { "role": "validator", "character": "cabal", "stake": 200, "house": "gang" },
             { "character": "lazy", "house": "gang" }] }

The wallets are in .subnetkit/<port>/cast, never in ~/.bittensor.`,
    )
    .action(runUp)
}

async function runUp(flags: Flags): Promise<void> {
  if (flags.keep && flags.epochs === undefined) {
    throw cliErrors.USAGE({ problem: '--keep needs --epochs', command: 'up' })
  }
  const [{ runNetwork }, { liveScreen, plainScreen }, { findSubnets }, { describeReport }] =
    await Promise.all([
      import('../up/network.ts'),
      import('../up/screen.ts'),
      import('../subnets/find-subnets.ts'),
      import('../up/report.ts'),
    ])
  const subnets = (flags.subnets?.split(',') ?? findSubnets().map(({ name }) => name))
    .map((name) => name.trim())
    .filter((name) => name !== '')
  if (subnets.length === 0) throw cliErrors.SUBNET_UNKNOWN({ name: flags.subnets ?? '', found: 'none' })
  if (new Set(subnets).size < subnets.length) {
    throw cliErrors.USAGE({ problem: `--subnets names one twice: ${flags.subnets}`, command: 'up' })
  }

  const casts = flags.characters
    ? await (await import('../up/cast-file.ts')).readCastFile(flags.characters, subnets)
    : undefined

  const stop = new AbortController()
  // A second Ctrl-C does not wait: the neurons end by themselves when this process is gone.
  const onSignal = (): void => (stop.signal.aborted ? process.exit(130) : stop.abort(new Error('stopped')))
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)

  const live = !flags.json && process.stdout.isTTY
  const screen = live ? liveScreen(process.stdout) : plainScreen(flags.json ? process.stderr : process.stdout)
  // A parent that opened a channel (the benchmark) is told when each moment of the run is reached.
  const mark = (name: string): void =>
    void process.send?.({ mark: name, at: performance.timeOrigin + performance.now() })
  mark('boot')
  let ledgerHolds = true
  const report = await runNetwork(
    {
      subnets,
      ...(flags.epochs === undefined ? {} : { epochs: flags.epochs }),
      ...(casts ? { casts } : {}),
      keep: flags.keep ?? false,
      watch: flags.watch ?? false,
      seed: flags.seed ?? crypto.randomUUID().slice(0, 8),
      port: flags.port,
      folder: flags.dir ?? join('.subnetkit', flags.port === 0 ? 'any-port' : String(flags.port)),
      blockTimeMs: flags.blockTime,
      tempo: flags.tempo,
    },
    {
      screen,
      signal: stop.signal,
      mark,
      onReport(report) {
        ledgerHolds = report.ledger.tao.difference === '0'
        if (flags.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
        else for (const line of describeReport(report)) process.stdout.write(`${line}\n`)
      },
      ...(flags.log === 'debug' ? { onOutput: (line: string) => process.stderr.write(`${line}\n`) } : {}),
    },
  )
  process.off('SIGINT', onSignal)
  process.off('SIGTERM', onSignal)
  // Asked for a number of epochs and stopped before: what was asked did not happen.
  if (flags.epochs !== undefined && !report) process.exitCode = 130
  if (!ledgerHolds) process.exitCode = 1
}
