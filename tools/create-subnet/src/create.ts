import { join, resolve } from 'node:path'
import { adaptSubnet } from './adapt.ts'
import { createErrors } from './errors.ts'
import { installIn } from './install.ts'
import type { Names } from './names.ts'
import type { PackageSource } from './package-source.ts'
import { licenceFile, type PackageManager, projectFiles } from './project-files.ts'
import { runStep } from './step.ts'
import { readTemplate } from './template.ts'
import { makeFolder, writeFiles } from './write-project.ts'

export interface CreateOptions {
  readonly names: Names
  readonly template: string
  readonly licence: string
  readonly packageManager: PackageManager
  readonly source: PackageSource
  /** Where the new project goes. */
  readonly folder: string
  readonly install: boolean
  readonly git: boolean
  readonly registry?: string
  readonly year: number
  readonly signal: AbortSignal
  readonly say: (line: string) => void
}

/**
 * Makes a project of one's own with a subnet of one's own.
 *
 * @returns the folder of the subnet
 * @throws the errors of `createErrors`; nothing is left behind then
 */
export async function create(options: CreateOptions): Promise<string> {
  const { names, template, source, packageManager, licence, say, signal } = options
  const subnet = adaptSubnet(readTemplate(template), template, names, {
    versionOf: source.versionOf,
    licence,
  })
  const folder = resolve(options.folder)
  await makeFolder(folder, async (draft) => {
    const git = (step: string, ...args: string[]) => runStep(step, 'git', args, { cwd: draft, signal })
    if (options.git) {
      await git('Making a repository', 'init', '--quiet', '--initial-branch=main')
      // Who commits is asked before a minute goes by with installing.
      await git('Looking who makes the first commit', 'var', 'GIT_COMMITTER_IDENT')
    }
    writeFiles(draft, projectFiles(options))
    writeFiles(draft, source.files)
    const text = licenceFile(licence, options.year)
    if (text) writeFiles(draft, new Map([['LICENSE', text]]))
    else say(`The text of ${licence} is not known here: put it into LICENSE.`)
    writeFiles(join(draft, 'subnets', names.subnet), subnet)
    if (options.install) await installIn(draft, packageManager, options)
    if (options.git) {
      const message = `${names.subnet}: begin as a copy of ${template}`
      await git('Making the first commit', 'add', '--all')
      await git(
        'Making the first commit',
        ...['-c', 'commit.gpgsign=false', 'commit', '--quiet', '--message', message],
      )
    }
    if (signal.aborted) throw createErrors.INTERRUPTED()
  })
  return join(folder, 'subnets', names.subnet)
}
