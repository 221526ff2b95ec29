import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { publishedPackages } from '../published-packages.ts'
import { smallWorkspace } from '../testing/small-workspace.ts'
import { checkChangesets } from './changesets.ts'

const offenders = (root: string): string[] =>
  checkChangesets(root, publishedPackages(root)).map((finding) => finding.package)
const changeset = "---\n'@test/lower': patch\n---\n\nTwo.\n"
const change = ['packages/lower/index.js', 'export const lower = 2\n'] as const

it('refuses a package that never had a version, until a changeset names it', () => {
  const { root, write } = smallWorkspace()
  expect(offenders(root)).toEqual(['@test/lower', '@test/upper'])
  write('.changeset/two.md', changeset)
  expect(offenders(root)).toEqual(['@test/upper'])
})

it.each(['with its tags', 'whose tags did not come along'])(
  'refuses a change that no changeset bumps, in a clone %s',
  (tags) => {
    const { root, git, write } = smallWorkspace('1.0.0')
    if (tags === 'with its tags') git('tag', '@test/lower@1.0.0')
    expect(offenders(root)).toEqual([])
    write('packages/lower/index.test.js', '')
    write('packages/lower/CHANGELOG.md', '## 1.0.0\n')
    write(...change)
    expect(offenders(root)).toEqual(['@test/lower'])
    write('.changeset/two.md', changeset)
    expect(offenders(root)).toEqual([])
  },
)

it('takes a version that is made and in no commit yet', () => {
  const { root, write, read } = smallWorkspace('1.0.0')
  for (const name of ['lower', 'upper']) {
    write(`packages/${name}/CHANGELOG.md`, '## 1.0.1\n\n## 1.0.0\n')
    const path = `packages/${name}/package.json`
    write(path, read(path).replace('1.0.0', '1.0.1'))
  }
  expect(offenders(root)).toEqual([])
})

it('says so when a shallow clone does not hold what it needs, and judges when it does', () => {
  const { root, git, write, commit } = smallWorkspace('1.0.0')
  git('tag', '@test/lower@1.0.0')
  git('tag', '@test/upper@1.0.0')
  write(...change)
  commit('Change')
  const clone = join(mkdtempSync(join(tmpdir(), 'subnetkit-shallow-')), 'clone')
  const run = (...args: string[]) => execFileSync('git', args, { stdio: 'ignore' })
  run('clone', '--depth', '1', pathToFileURL(root).href, clone)
  expect(() => offenders(clone)).toThrow(expect.objectContaining({ code: 'HISTORY_MISSING' }))
  run('-C', clone, 'fetch', '--depth', '1', '--tags')
  expect(offenders(clone)).toEqual(['@test/lower'])
})
