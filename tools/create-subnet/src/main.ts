import { relative } from 'node:path'
import { isSubnetkitError, systemClock } from '@subnetkit/core'
import { Command, Option } from 'commander'
import { ask, defaults } from './answers.ts'
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

const command = new Command('create-subnet')
  .description('Makes a Bittensor subnet of your own, in a repository of your own, that runs at once.')
  .argument('[name]', 'what it is called: a word in kebab-case')
  .option('--scope <scope>', 'your npm scope, such as @ada')
  .addOption(new Option('--template <name>', 'what it begins as').choices([...templates]))
  .option('--licence <spdx>', 'its licence')
  .addOption(new Option('--package-manager <name>', 'who installs').choices(['npm', 'pnpm']))
  .option('--yes', 'take the defaults for what no flag says')
  .option('--add', 'add the subnet to the project in this folder')
  .option('--registry <url>', 'take the packages from this registry')
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

async function run(name: string | undefined, flags: Flags): Promise<void> {
  const given = {
    ...(name === undefined ? {} : { name }),
    ...(flags.scope === undefined ? {} : { scope: flags.scope }),
    ...(flags.template === undefined ? {} : { template: flags.template }),
    ...(flags.licence === undefined ? {} : { licence: flags.licence }),
    ...(flags.packageManager === undefined ? {} : { packageManager: flags.packageManager }),
  }
  const asks = !flags.yes && process.stdin.isTTY
  if (!asks && name === undefined)
    command.error('error: a name is needed, such as: create-subnet weather --yes')
  const answers = asks ? await ask(given) : { ...defaults, name: '', ...given }
  const names = namesOf(answers.name, answers.scope)
  const source = flags.vendor ? vendorSource(flags.vendor) : flags.registry ? registrySource() : usualSource()
  const stop = new AbortController()
  const onSignal = (): void => stop.abort()
  process.once('SIGINT', onSignal)
  process.once('SIGTERM', onSignal)
  const folder = await create({
    ...answers,
    names,
    source,
    folder: flags.add ? '.' : names.subnet,
    add: flags.add ?? false,
    install: flags.install,
    git: flags.git,
    ...(flags.registry ? { registry: flags.registry } : {}),
    year: new Date(systemClock.nowMs()).getFullYear(),
    signal: stop.signal,
    say: (line) => void process.stderr.write(`${line}\n`),
  })
  process.off('SIGINT', onSignal)
  process.off('SIGTERM', onSignal)
  const manager = answers.packageManager
  const steps = flags.add ? [] : [`cd ${names.subnet}`, ...(flags.install ? [] : [`${manager} install`])]
  process.stdout.write(`\nYour subnet is in ${relative('.', folder)}. Next:\n\n`)
  for (const line of [...steps, `${manager} start`]) process.stdout.write(`  ${line}\n`)
}

try {
  await command.action(run).parseAsync()
} catch (error) {
  if (!isSubnetkitError(error)) throw error
  process.stderr.write(`${error.code}: ${error.message}\n${error.remedy}\n`)
  process.exitCode = 1
}
