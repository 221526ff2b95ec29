import { execFileSync } from 'node:child_process'
import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cliErrors } from '../errors.ts'

/** A file that git knows. */
export interface TrackedFile {
  /** From the root, with slashes. */
  readonly path: string
  readonly bytes: Buffer
  readonly mode: number
}

const git = (root: string, args: readonly string[]): string => {
  try {
    return execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  } catch {
    throw cliErrors.RENAME_NO_GIT({ folder: root })
  }
}

/** The root of the repository round `cwd`. Throws RENAME_NO_GIT. */
export const repositoryRoot = (cwd: string): string => git(cwd, ['rev-parse', '--show-toplevel']).trim()

/** What git would not bring back: throws RENAME_DIRTY when there is any. */
export function requireClean(root: string): void {
  const changed = git(root, ['status', '--porcelain']).split('\n').filter(Boolean)
  if (changed.length > 0)
    throw cliErrors.RENAME_DIRTY({ count: String(changed.length), first: changed[0]!.slice(3) })
}

/** Every file that git knows, but for links and submodules. */
export function trackedFiles(root: string): TrackedFile[] {
  return git(root, ['ls-files', '-z'])
    .split('\0')
    .filter((path) => path !== '')
    .flatMap((path): TrackedFile[] => {
      const stat = lstatSync(join(root, path), { throwIfNoEntry: false })
      if (!stat?.isFile()) return []
      return [{ path, bytes: readFileSync(join(root, path)), mode: stat.mode }]
    })
}
