import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../finding.ts'
import type { PublishedPackage } from '../published-packages.ts'

/** The packages that any changeset names. */
export function namedInChangesets(root: string): Set<string> {
  const folder = join(root, '.changeset')
  const names = new Set<string>()
  if (!existsSync(folder)) return names
  for (const file of readdirSync(folder)) {
    if (!file.endsWith('.md') || file === 'README.md') continue
    const head = /^---\r?\n([\s\S]*?)\r?\n---/.exec(readFileSync(join(folder, file), 'utf8'))?.[1] ?? ''
    for (const [, name] of head.matchAll(
      /^["']?([^"':]+(?:\/[^"':]+)?)["']?\s*:\s*(?:major|minor|patch)\s*$/gm,
    )) {
      names.add(name!)
    }
  }
  return names
}

/** Whether what npm gets of a package differs from what was released under its version. */
function changedSince(root: string, tag: string, path: string): boolean {
  const git = (...args: string[]): number | null => spawnSync('git', args, { cwd: root }).status
  if (git('rev-parse', '--verify', '--quiet', `refs/tags/${tag}`) !== 0) return true
  const ignored = [`:(exclude)${path}/CHANGELOG.md`, `:(exclude)${path}/src/**/*.test.ts`]
  return git('diff', '--quiet', tag, '--', path, ...ignored) !== 0
}

/** Packages that have changed since their version was released, or were never released, and that no changeset bumps. */
export function checkChangesets(root: string, packages: readonly PublishedPackage[]): Finding[] {
  const named = namedInChangesets(root)
  return packages.flatMap(({ path, manifest: { name, version } }) =>
    named.has(name) || !changedSince(root, `${name}@${version}`, path)
      ? []
      : [
          {
            check: 'changeset',
            package: name,
            problem: `it has changed since ${version}, and no changeset says how: npx changeset`,
          },
        ],
  )
}
