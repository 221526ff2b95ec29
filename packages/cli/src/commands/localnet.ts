import { Command, InvalidArgumentError, Option } from 'commander'

type BlockTime = 'instant' | 'manual' | { readonly everyMs: number }

function blockTime(text: string): BlockTime {
  if (text === 'instant' || text === 'manual') return text
  const everyMs = Number(text)
  if (/^\d+$/.test(text) && everyMs >= 10 && everyMs <= 3_600_000) return { everyMs }
  throw new InvalidArgumentError('Milliseconds from 10 to 3600000, instant, or manual.')
}

function portNumber(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new InvalidArgumentError('A port from 0 to 65535; 0 takes any free one.')
}

interface Flags {
  port: number
  blockTime: BlockTime
  state?: string
  json?: boolean
}

const pace = (mode: BlockTime): string => {
  if (mode === 'instant') return 'a block at each transaction'
  if (mode === 'manual') return 'a block only at dev_newBlock'
  return `a block every ${mode.everyMs} ms`
}

/**
 * `subnetkit localnet`: a Subtensor dev chain alone.
 *
 * @example
 * ```ts
 * import { localnetCommand } from './commands/localnet.ts'
 * program.addCommand(localnetCommand())
 * ```
 */
export function localnetCommand(): Command {
  return new Command('localnet')
    .summary('run a Subtensor dev chain alone')
    .description(
      'Runs a Subtensor dev chain on 127.0.0.1: Substrate JSON-RPC over websocket and HTTP on one port, with the ' +
        'pallets, calls, storage, events and errors of spec 424 that a subnet needs. ' +
        '//Alice has sudo and 1 000 000 TAO. Ctrl-C ends it.',
    )
    .option('--port <port>', 'port on 127.0.0.1; 0 takes any free one', portNumber, 9944)
    .addOption(
      new Option(
        '--block-time <ms>',
        'milliseconds between blocks; or instant, a block at each transaction; or manual, only at dev_newBlock',
      )
        .argParser(blockTime)
        .default({ everyMs: 1000 }, '1000'),
    )
    .option('--state <dir>', 'keep the blocks in this directory and go on from them at the next start')
    .option(
      '--json',
      'print { url, port, genesisHash, runtime, specVersion, head } on standard output when it listens',
    )
    .addHelpText(
      'after',
      `
Examples:
  subnetkit localnet                          ws://127.0.0.1:9944, a block a second
  subnetkit localnet --block-time instant --port 0 --json
                                              for tests: any port, told on standard output
  subnetkit localnet --state .chain           keeps its blocks
  btcli subnet list --network ws://127.0.0.1:9944
  curl -d '{"jsonrpc":"2.0","id":1,"method":"dev_newBlock","params":[{"count":100}]}' \\
    -H 'content-type: application/json' http://127.0.0.1:9944`,
    )
    .action(run)
}

async function run({ port, blockTime: seal, state, json }: Flags): Promise<void> {
  const { createLocalnet } = await import('@subnetkit/localnet')
  const localnet = await createLocalnet({
    port,
    seal,
    ...(state === undefined ? {} : { stateDir: state }),
    log: (message) => process.stderr.write(`${message}\n`),
  })
  const { url, genesisHash, runtime, specVersion } = localnet
  const head = localnet.head()
  process.stderr.write(
    `Subtensor dev chain at ${url}\n` +
      `  runtime ${runtime === 'ts' ? 'ts (TypeScript pallets)' : runtime}, interface of spec ${specVersion}\n` +
      `  ${pace(seal)}; chain time advances ${localnet.slotDurationMs} ms a block\n` +
      `  genesis ${genesisHash}${head.number > 0 ? `, block ${head.number}` : ''}\n` +
      `  ${state === undefined ? 'in memory only' : `blocks are kept in ${state}`}; sudo is //Alice; Ctrl-C ends it\n`,
  )
  if (json) {
    process.stdout.write(
      `${JSON.stringify({ url, port: localnet.port, genesisHash, runtime, specVersion, head })}\n`,
    )
  }
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
  await localnet.stop()
}
