import { Command } from 'commander'
import type { Changes } from '../rename/wishes.ts'

interface Flags {
  scope?: string
  name?: string
  subnet?: string[]
  metricsPrefix?: string
  dryRun?: boolean
}

const collect = (value: string, before: string[] = []): string[] => [...before, value]

/** `subnetkit rename`: a clone or a project under names of its owner's. */
export function renameCommand(): Command {
  return new Command('rename')
    .summary('give a clone or a project names of your own')
    .description(
      'Changes names everywhere in the files that git knows: packages, folders, commands, contracts, metrics, docs. The tree must be\n' +
        'clean, so that `git restore` brings everything back. Running it again changes nothing.',
    )
    .option('--scope <scope>', 'npm scope of the packages (in a project: of its subnets), such as @ada')
    .option('--name <word>', 'the product and its command, in a clone: one lower-case word')
    .option('--subnet <old=new>', 'name of a subnet; again for another one', collect)
    .option('--metrics-prefix <word>', 'what names of metrics begin with, in a clone (default: the product)')
    .option('--dry-run', 'show the difference and change nothing')
    .addHelpText(
      'after',
      `
Examples:
  subnetkit rename --scope @ada --name weatherkit --dry-run | less
  subnetkit rename --scope @ada --name weatherkit --subnet text=poems
  subnetkit rename --subnet my-subnet=weather

LICENSE keeps the names in it: the MIT licence asks for that. The package create-subnet keeps its name too.`,
    )
    .action(runRename)
}

async function runRename(flags: Flags): Promise<void> {
  const [{ cliErrors }, { renameTree }] = await Promise.all([
    import('../errors.ts'),
    import('../rename/rename-tree.ts'),
  ])
  const { dryRun = false, subnet: subnets, ...wishes } = flags
  if (Object.keys(wishes).length === 0 && !subnets) {
    throw cliErrors.USAGE({ problem: 'rename needs a new name', command: 'rename' })
  }
  const { changes, edits, formatted, diff } = renameTree(
    process.cwd(),
    { ...wishes, ...(subnets ? { subnets } : {}) },
    {
      dryRun,
      colour: process.stdout.isTTY,
    },
  )
  const say = (line: string): void => void process.stderr.write(`${line}\n`)
  if (edits.length === 0) return say('Nothing to rename: these names are in force already.')
  const moved = edits.filter(({ from, to }) => from !== to).length
  if (dryRun) {
    process.stdout.write(diff)
    return say(`${edits.length} files would change, ${moved} of them their place. Nothing was written.`)
  }
  for (const line of summary(changes)) say(line)
  say(`${edits.length} files changed, ${moved} of them their place; LICENSE keeps its names.`)
  for (const { from } of changes.subnets.filter(({ from }) => !from.includes('-'))) {
    say(
      `"${from}" may be a word too: it was changed where it is a name. See the rest with: git grep -nw ${from}`,
    )
  }
  // The formatter of this workspace is not installed, or did not end well.
  const format = formatted === false ? ' `npm run format`,' : ''
  say(`Next: install (links and lock file),${format} run the tests, look at \`git diff\`, commit.`)
}

function summary({ product, scope, metricsPrefix, subnets }: Changes): string[] {
  const all = [product, scope, metricsPrefix, ...subnets].filter((change) => change !== undefined)
  return all.map(({ from, to }) => `${from || '(no scope)'} → ${to}`)
}
