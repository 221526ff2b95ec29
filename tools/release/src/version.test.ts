import { expect, it } from 'vitest'
import { checkChangesets } from './checks/changesets.ts'
import { publishedPackages } from './published-packages.ts'
import { smallWorkspace } from './testing/small-workspace.ts'
import { version } from './version.ts'

const changeset = "---\n'@test/lower': minor\n'@test/upper': minor\n---\n\nIt begins.\n"

function prepared() {
  const workspace = smallWorkspace()
  workspace.write('.changeset/first.md', changeset)
  workspace.commit('Describe')
  const said: string[] = []
  const options = {
    root: workspace.root,
    branch: 'main',
    dryRun: false,
    say: (line: string) => void said.push(line),
  }
  return { ...workspace, options, said }
}

it('makes one commit of versions and changelogs, and what it made needs no changeset', async () => {
  const { root, git, read, options } = prepared()
  await version(options)
  expect(git('log', '-1', '--format=%s')).toBe('Version 0.1.0')
  expect(git('status', '--porcelain')).toBe('')
  expect(read('packages/upper/CHANGELOG.md')).toContain('## 0.1.0')
  const packages = publishedPackages(root)
  expect(packages.map(({ manifest }) => manifest.version)).toEqual(['0.1.0', '0.1.0'])
  expect(checkChangesets(root, packages)).toEqual([])
})

it('says what it would do, and does nothing', async () => {
  const { git, options, said } = prepared()
  await version({ ...options, dryRun: true })
  expect(said).toEqual(expect.arrayContaining([expect.stringContaining('@test/upper@0.1.0')]))
  expect(git('log', '-1', '--format=%s')).toBe('Describe')
  expect(git('status', '--porcelain')).toBe('')
})

it('leaves everything as it was when a step fails', async () => {
  const { git, options, write, commit } = prepared()
  write('.changeset/config.json', '{ "fixed": 3 }')
  commit('Break')
  await expect(version(options)).rejects.toMatchObject({ code: 'STEP_FAILED' })
  expect(git('status', '--porcelain')).toBe('')
})

it('refuses a dirty tree, another branch, and nothing pending', async () => {
  const { git, options, write } = prepared()
  write('packages/lower/new.js', '')
  await expect(version(options)).rejects.toMatchObject({ code: 'TREE_DIRTY' })
  git('clean', '-fdq')
  git('switch', '-qc', 'elsewhere')
  await expect(version(options)).rejects.toMatchObject({ code: 'BRANCH_WRONG' })
  git('rm', '-q', '.changeset/first.md')
  git('commit', '-qm', 'Forget')
  const anywhere = { ...options, branch: undefined }
  await expect(version(anywhere)).rejects.toMatchObject({ code: 'NOTHING_PENDING' })
})
