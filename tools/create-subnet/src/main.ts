import { relative } from 'node:path'
import { isSubnetkitError, systemClock } from '@subnetkit/core'
import { Command, InvalidArgumentError, Option } from 'commander'
import { add } from './add.ts'
import { askProject, askSubnet, projectDefaults, subnetDefaults } from './answers.ts'
import { create } from './create.ts'
import { namesOf } from './names.ts'
import { registrySource, usualSource, vendorSource } from './package-source.ts'
import type { PackageManager } from './project-files.ts'
import { templates } from './template.ts'

interface Flags {
  scope?: string
  template?: string
  licence?: string
  packageManager?: PackageManager
  yes?: boolean
  add?: boolean
  registry?: string
  vendor?: string
  install: boolean
  git: boolean
}

function registryAddress(text: string): string {
  if (/^https?:/i.test(text) && URL.canParse(text)) return text
  throw new InvalidArgumentError('It is no http address.')
}

const command = new Command('create-subnet')
  .description('Makes a Bittensor subnet of your own, in a repository of your own, that runs at once.')
  .argument('[name]', 'what it is called: a word in kebab-case')
  .option('--scope <scope>', 'your npm scope, such as @ada')
  .addOption(new Option('--template <name>', 'what it begins as').choices([...templates]))
  .option('--licence <spdx>', 'its licence')
  .addOption(new Option('--package-manager <name>', 'who installs').choices(['npm', 'pnpm']))
  .option('--yes', 'take the defaults for what no flag says')
  .addOption(
    new Option('--add', 'add the subnet to the project in this folder').conflicts([
      ...['licence', 'packageManager', 'registry', 'vendor'],
    ]),
  )
  .addOption(
    new Option('--registry <url>', 'take the packages from this registry')
      .argParser(registryAddress)
      .conflicts('vendor'),
  )
  .option('--vendor <folder>', 'take the packages from the tarballs in this folder, and copy them to vendor/')
  .option('--no-install', 'do not install')
  .option('--no-git', 'make no repository and no first commit')
  .addHelpText(
    'after',
    `
Examples:
  npm create subnet                                    asks everything
  npm create subnet weather -- --yes                   a blank subnet with the defaults
  npm create subnet poems -- --template text --yes     begins as the text subnet
  npm create subnet maps -- --add --yes                one more in the project here`,
  )

/** Only what a flag said, so that it can be laid over defaults. */
const said = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }

async function run(name: string | undefined, flags: Flags): Promise<void> {
  const asks = !flags.yes && process.stdin.isTTY
  if (!asks && name === undefined)
    command.error('error: a name is needed, such as: create-subnet weather --yes')
  // Before anything is asked.
  if (name !== undefined) namesOf(name, flags.scope)
  const { scope, template, licence, packageManager } = flags
  const ofSubnet = said({ name, scope, template })
  const ofProject = said({ licence, packageManager })
  const subnet = asks ? await askSubnet(ofSubnet) : { ...subnetDefaults, name: '', ...ofSubnet }
  const names = namesOf(subnet.name, subnet.scope)

  const stop = new AbortController()
  const onSignal = (): void => stop.abort()
  process.once('SIGINT', onSignal)
  process.once('SIGTERM', onSignal)
  const common = {
    ...{ names, template: subnet.template, install: flags.install, signal: stop.signal },
    say: (line: string) => void process.stderr.write(`${line}\n`),
  }
  if (flags.add) {
    const { folder, packageManager: manager } = await add({ ...common, folder: '.' })
    const install = flags.install || !manager ? [] : [`${manager} install`]
    tellNext(folder, [...install, `${manager ?? 'npm'} start`])
  } else {
    const project = asks ? await askProject(ofProject) : { ...projectDefaults, ...ofProject }
    const folder = await create({
      ...{ ...common, ...project, folder: names.subnet, git: flags.git },
      source: flags.vendor ? vendorSource(flags.vendor) : flags.registry ? registrySource() : usualSource(),
      ...(flags.registry ? { registry: flags.registry } : {}),
      year: new Date(systemClock.nowMs()).getFullYear(),
    })
    const manager = project.packageManager
    const install = flags.install ? [] : [`${manager} install`]
    tellNext(folder, [`cd ${names.subnet}`, ...install, `${manager} start`])
  }
  process.off('SIGINT', onSignal)
  process.off('SIGTERM', onSignal)
}

function tellNext(folder: string, lines: readonly string[]): void {
  process.stdout.write(`\nYour subnet is in ${relative('.', folder)}. Next:\n\n`)
  for (const line of lines) process.stdout.write(`  ${line}\n`)
}

try {
  await command.action(run).parseAsync()
} catch (error) {
  if (!isSubnetkitError(error)) throw error
  process.stderr.write(`${error.code}: ${error.message}\n${error.remedy}\n`)
  process.exitCode = 1
}
