import { existsSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { adaptSubnet } from './adapt.ts'
import { createErrors } from './errors.ts'
import type { Names } from './names.ts'
import type { PackageSource } from './package-source.ts'
import { licenceFile, type PackageManager, projectFiles } from './project-files.ts'
import { runStep } from './step.ts'
import { type Files, readTemplate } from './template.ts'
import { makeFolder, writeFiles } from './write-project.ts'

export interface CreateOptions {
  readonly names: Names
  readonly template: string
  readonly licence: string
  readonly packageManager: PackageManager
  readonly source: PackageSource
  /** Where the new project goes, or with `add` the project that gets another subnet. */
  readonly folder: string
  /** Add to an existing project instead of making one. */
  readonly add: boolean
  readonly install: boolean
  readonly git: boolean
  readonly registry?: string
  readonly year: number
  readonly signal: AbortSignal
  readonly say: (line: string) => void
}

const gitIdentity = ['-c', 'commit.gpgsign=false']

/**
 * Makes a subnet of one's own: a project of one's own with it, or one more in a project that is there.
 *
 * @returns the folder of the subnet
 * @throws the errors of `createErrors`; nothing is left behind then
 */
export async function create(options: CreateOptions): Promise<string> {
  const { names, template, source } = options
  const subnet = adaptSubnet(readTemplate(template), template, names, source.versionOf)
  return options.add ? addSubnet(options, subnet) : newProject(options, subnet)
}

async function newProject(options: CreateOptions, subnet: Files): Promise<string> {
  const { names, source, packageManager, licence, say, signal } = options
  const folder = resolve(options.folder)
  await makeFolder(folder, async (draft) => {
    writeFiles(draft, projectFiles(options))
    writeFiles(draft, source.files)
    const text = licenceFile(licence, options.year)
    if (text) writeFiles(draft, new Map([['LICENSE', text]]))
    writeFiles(join(draft, 'subnets', names.subnet), subnet)
    if (options.install) {
      say('Installing …')
      const flags = packageManager === 'npm' ? ['--no-audit', '--no-fund'] : []
      await runStep('Installing the dependencies', packageManager, ['install', ...flags], {
        cwd: draft,
        signal,
      })
    }
    if (options.git) {
      const git = (...args: string[]) =>
        runStep('Making the first commit', 'git', args, { cwd: draft, signal })
      await git('init', '--quiet', '--initial-branch=main')
      await git('add', '--all')
      await git(
        ...gitIdentity,
        'commit',
        '--quiet',
        '--message',
        `${names.subnet}: begin as a copy of ${options.template}`,
      )
    }
    if (signal.aborted) throw createErrors.INTERRUPTED()
  })
  return join(folder, 'subnets', names.subnet)
}

async function addSubnet(options: CreateOptions, subnet: Files): Promise<string> {
  const { names, packageManager, say, signal } = options
  const root = resolve(options.folder)
  const manifest = join(root, 'package.json')
  const isWorkspace =
    existsSync(join(root, 'pnpm-workspace.yaml')) ||
    (existsSync(manifest) && 'workspaces' in (JSON.parse(readFileSync(manifest, 'utf8')) as object))
  if (!isWorkspace) throw createErrors.NOT_A_WORKSPACE({ folder: root })
  const folder = join(root, 'subnets', names.subnet)
  await makeFolder(folder, async (draft) => writeFiles(draft, subnet))
  if (options.install) {
    say('Installing …')
    const manager = existsSync(join(root, 'pnpm-workspace.yaml')) ? 'pnpm' : packageManager
    await runStep('Installing the dependencies', manager, ['install'], { cwd: root, signal })
  }
  say(`Added ${basename(folder)}.`)
  return folder
}
