import { createRequire } from 'node:module'
import { Command } from 'commander'
import { upCommand } from './commands/up.ts'

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
  for (const command of [upCommand()]) program.addCommand(command)
  return program
}
