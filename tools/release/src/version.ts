import { createRequire } from 'node:module'
import getReleasePlan from '@changesets/get-release-plan'
import { checkChangesets, pendingChangesets } from './checks/changesets.ts'
import { releaseErrors } from './errors.ts'
import { refuse } from './finding.ts'
import { git, requireCommitted } from './git.ts'
import { pnpm } from './pack.ts'
import type { Say } from './progress.ts'
import { publishedPackages } from './published-packages.ts'
import { root as checkout } from './root.ts'
import { run } from './run.ts'

export interface VersionOptions {
  readonly root: string
  /** The branch that releases are made from; undefined takes any. */
  readonly branch: string | undefined
  readonly dryRun: boolean
  readonly say: Say
}

const changesets = createRequire(`${checkout}/package.json`).resolve('@changesets/cli/bin.js')

/**
 * Turns the pending changesets into the next version, changelogs and one commit. When it fails, everything is as it was.
 *
 * @throws TREE_DIRTY, BRANCH_WRONG, NOTHING_PENDING, RELEASE_REFUSED, STEP_FAILED
 */
export async function version({ root, branch, dryRun, say }: VersionOptions): Promise<void> {
  requireCommitted(root, branch)
  if (pendingChangesets(root).length === 0) throw releaseErrors.NOTHING_PENDING()
  refuse(checkChangesets(root, publishedPackages(root)))
  if (dryRun) {
    const { releases } = await getReleasePlan(root)
    for (const { name, oldVersion, newVersion, type } of releases)
      if (type !== 'none') say(`Would make ${name}@${newVersion} of ${oldVersion} (${type}).`)
    return
  }
  try {
    await run(process.execPath, [changesets, 'version'], { cwd: root })
    await run(pnpm, ['install', '--lockfile-only', '--prefer-offline'], { cwd: root })
    const made = [...new Set(publishedPackages(root).map(({ manifest }) => manifest.version))].join(', ')
    git(root, 'add', '--all')
    git(root, 'commit', '--quiet', '-m', `Version ${made}`)
    say(`Version ${made} is made and committed; once it is on the branch of releases, publish it.`)
  } catch (error) {
    // The tree held nothing that is in no commit, so this loses nothing of anybody's.
    git(root, 'reset', '--hard', '--quiet')
    git(root, 'clean', '-d', '--force', '--quiet')
    throw error
  }
}
