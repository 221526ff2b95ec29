import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { adaptSubnet } from './adapt.ts'
import { readProject } from './existing-project.ts'
import { installIn } from './install.ts'
import type { Names } from './names.ts'
import type { PackageManager } from './project-files.ts'
import { readTemplate } from './template.ts'
import { makeFolder, writeFiles } from './write-project.ts'

export interface AddOptions {
  readonly names: Names
  readonly template: string
  /** The root of the project. */
  readonly folder: string
  readonly install: boolean
  readonly signal: AbortSignal
  readonly say: (line: string) => void
}

export interface Added {
  readonly folder: string
  /** Who installs in the project; undefined where `npm start` does. */
  readonly packageManager: PackageManager | undefined
}

/**
 * Adds a subnet to a project that is there, with our packages from where its other subnets have them.
 *
 * @throws the errors of `createErrors`; the project is as it was then
 */
export async function add(options: AddOptions): Promise<Added> {
  const { names, template, install, signal, say } = options
  const project = readProject(options.folder)
  const { root, source, packageManager, lockfile, licence } = project
  const subnet = adaptSubnet(readTemplate(template), template, names, {
    versionOf: source.versionOf,
    ...(licence === undefined ? {} : { licence }),
  })
  const folder = join(root, 'subnets', names.subnet)
  await makeFolder(folder, async (draft) => writeFiles(draft, subnet))
  if (!install || !packageManager) return { folder, packageManager }
  const locked = existsSync(lockfile) ? readFileSync(lockfile) : undefined
  try {
    await installIn(root, packageManager, { signal, say })
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    if (locked) writeFileSync(lockfile, locked)
    else rmSync(lockfile, { force: true })
    throw error
  }
  return { folder, packageManager }
}
