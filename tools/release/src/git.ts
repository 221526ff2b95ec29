import { spawnSync } from 'node:child_process'
import { releaseErrors } from './errors.ts'

/** What `git …` prints in this folder, or undefined when it says no. */
export function askGit(root: string, ...args: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}

/** @throws STEP_FAILED when git does not do it */
export function git(root: string, ...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync('git', args, { cwd: root, encoding: 'utf8' })
  if (status === 0) return stdout.trim()
  throw releaseErrors.STEP_FAILED({
    step: `\`git ${args.join(' ')}\``,
    output: error?.message ?? stderr.trim(),
  })
}

/** @throws TREE_DIRTY when something is in no commit, BRANCH_WRONG on another branch than `branch` */
export function requireCommitted(root: string, branch: string | undefined): void {
  const files = git(root, 'status', '--porcelain')
  if (files !== '') throw releaseErrors.TREE_DIRTY({ files })
  if (branch === undefined) return
  const here = askGit(root, 'symbolic-ref', '--short', '-q', 'HEAD') ?? 'no branch'
  if (here !== branch) throw releaseErrors.BRANCH_WRONG({ branch: here, wanted: branch })
}
