import { createRequire } from 'node:module'
import { Command } from 'commander'
import { authCommand } from './commands/auth.ts'
import { epochCommand } from './commands/epoch.ts'
import { localnetCommand } from './commands/localnet.ts'
import { neuronCommand } from './commands/neuron.ts'
import { renameCommand } from './commands/rename.ts'
import { upCommand } from './commands/up.ts'
import { walletCommand } from './commands/wallet.ts'

const { version } = createRequire(import.meta.url)('../package.json') as { version: string }

/** The command `subnetkit` with all it can do. */
export function createProgram(): Command {
  const program = new Command('subnetkit')
    .description(
      'Build, prove and run Bittensor subnets in TypeScript.\n\n' +
        'Start with `subnetkit up`: a chain, a subnet, miners and validators on your own machine.',
    )
    .version(version)
    .exitOverride()
    .showHelpAfterError('(add --help for the options)')
    .addHelpText(
      'after',
      `
Standard output carries the result only; progress and complaints go to standard error.
Exit codes: 0 done, 1 the thing asked did not hold, 2 used wrongly.`,
    )
  const commands = [
    upCommand(),
    localnetCommand(),
    neuronCommand('miner'),
    neuronCommand('validator'),
    walletCommand(),
    authCommand(),
    epochCommand(),
    renameCommand(),
  ]
  for (const command of commands) program.addCommand(inherit(command))
  return program
}

/** Added commands do not inherit how the parser ends: without this a wrong option would exit with 1 instead of 2. */
function inherit(command: Command): Command {
  command.exitOverride().showHelpAfterError('(add --help for the options)')
  for (const inner of command.commands) inherit(inner)
  return command
}
