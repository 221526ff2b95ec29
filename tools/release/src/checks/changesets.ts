import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { releaseErrors } from '../errors.ts'
import type { Finding } from '../finding.ts'
import { askGit } from '../git.ts'
import type { PublishedPackage } from '../published-packages.ts'

/** Files of the changesets that wait for the next version. */
export function pendingChangesets(root: string): string[] {
  const folder = join(root, '.changeset')
  if (!existsSync(folder)) return []
  return readdirSync(folder).flatMap((file) =>
    file.endsWith('.md') && file !== 'README.md' ? [join(folder, file)] : [],
  )
}

/** The packages that any changeset names. */
export function namedInChangesets(root: string): Set<string> {
  const names = new Set<string>()
  for (const file of pendingChangesets(root)) {
    const head = /^---\r?\n([\s\S]*?)\r?\n---/.exec(readFileSync(file, 'utf8'))?.[1] ?? ''
    for (const [, name] of head.matchAll(
      /^["']?([^"':]+(?:\/[^"':]+)?)["']?\s*:\s*(?:major|minor|patch)\s*$/gm,
    )) {
      names.add(name!)
    }
  }
  return names
}

const isVersioned = (root: string, path: string, version: string): boolean => {
  const changelog = join(root, path, 'CHANGELOG.md')
  return existsSync(changelog) && readFileSync(changelog, 'utf8').split(/\r?\n/).includes(`## ${version}`)
}

/**
 * The commit that a package is compared with: that of its version's tag; where there is no tag yet, the commit that made
 * the version. `new` before there was any; `here` when the version is made and in no commit yet.
 *
 * @throws HISTORY_MISSING in a shallow clone that lacks the tag
 */
function releasedAt(root: string, { path, manifest: { name, version } }: PublishedPackage): string {
  const tag = askGit(root, 'rev-parse', '--verify', '--quiet', `refs/tags/${name}@${version}^{commit}`)
  if (tag) return tag
  if (!isVersioned(root, path, version)) return 'new'
  if (askGit(root, 'rev-parse', '--is-shallow-repository') === 'true')
    throw releaseErrors.HISTORY_MISSING({ name, version })
  const line = `"version": "${version}"`
  return askGit(root, 'log', '-1', '--format=%H', `-S${line}`, '--', `${path}/package.json`) || 'here'
}

/** Whether what npm gets of a package differs from what its version was made of. */
function hasChanged(root: string, one: PublishedPackage): boolean {
  const base = releasedAt(root, one)
  if (base === 'new') return true
  if (base === 'here') return false
  const ignored = [`:(exclude)${one.path}/CHANGELOG.md`, `:(exclude)${one.path}/src/**/*.test.ts`]
  return askGit(root, 'diff', '--quiet', base, '--', one.path, ...ignored) === undefined
}

/**
 * Packages that have changed since their version was made, or have none yet, and that no changeset bumps.
 *
 * @throws HISTORY_MISSING in a shallow clone that lacks a tag that is needed
 */
export function checkChangesets(root: string, packages: readonly PublishedPackage[]): Finding[] {
  const named = namedInChangesets(root)
  return packages.flatMap((one) => {
    const { name, version } = one.manifest
    if (named.has(name) || !hasChanged(root, one)) return []
    const problem = `it has changed since ${version}, and no changeset says how: npx changeset`
    return [{ check: 'changeset', package: name, problem }]
  })
}
