import { isSubnetkitError } from '@subnetkit/core'
import { Command, Option } from 'commander'
import { progress } from './progress.ts'
import { prove } from './prove.ts'
import { publish } from './publish.ts'
import { rehearse } from './rehearse.ts'
import { root } from './root.ts'
import { version } from './version.ts'

interface Flags {
  anyBranch: boolean
  dryRun: boolean
  provenance: boolean
}

const say = progress()
const branchOf = ({ anyBranch }: Flags): string | undefined => (anyBranch ? undefined : 'main')
const anyBranch = new Option('--any-branch', 'on a branch that is not main, too').default(false)
const dryRun = new Option('--dry-run', 'say what it would do, and change nothing').default(false)

const command = new Command('release').description('Releases the packages of this checkout.')
command
  .command('rehearse')
  .description('all of a release but the upload: pack, check, install elsewhere, use')
  .action(() => rehearse(root, say))
command
  .command('version')
  .description('turn the pending changesets into the next version, changelogs and one commit')
  .addOption(anyBranch)
  .addOption(dryRun)
  .action((flags: Flags) => version({ root, branch: branchOf(flags), dryRun: flags.dryRun, say }))
command
  .command('publish')
  .description('rehearse, upload the versions that the registry lacks, and tag them')
  .addOption(anyBranch)
  .addOption(dryRun)
  .option(
    '--no-provenance',
    'do not say where the packages come from: for a registry that takes no such statements',
  )
  .action((flags: Flags) =>
    publish({
      root,
      branch: branchOf(flags),
      dryRun: flags.dryRun,
      provenance: flags.provenance,
      say,
      prove,
    }),
  )

try {
  await command.parseAsync()
} catch (error) {
  const text = isSubnetkitError(error)
    ? `${error.code}: ${error.message}\n${error.remedy}`
    : String(error instanceof Error ? (error.stack ?? error.message) : error)
  process.stderr.write(`${text}\n`)
  process.exitCode = 1
}
