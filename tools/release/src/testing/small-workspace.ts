import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A checkout of two packages, `@test/lower` and `@test/upper` that needs it, with all of it in one commit on main. */
export function smallWorkspace(version = '0.0.0'): {
  readonly root: string
  git(...args: string[]): string
  read(path: string): string
  write(path: string, content: string | object): void
  /** Commits all there is. */
  commit(message: string): void
} {
  const root = mkdtempSync(join(tmpdir(), 'subnetkit-workspace-'))
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()
  const write = (path: string, content: string | object): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    const text = typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`
    writeFileSync(join(root, path), text)
  }
  const commit = (message: string): void => {
    git('add', '--all')
    git('commit', '--quiet', '-m', message)
  }
  const manifest = (name: string, more: object = {}): object => ({
    ...{ name: `@test/${name}`, version, license: 'MIT', type: 'module', exports: './index.js' },
    ...{ repository: { type: 'git', url: 'git+https://github.com/ada/subnets.git' }, ...more },
  })
  write('package.json', { name: 'workspace', private: true, version: '0.0.0' })
  write('pnpm-workspace.yaml', 'packages:\n  - packages/*\n')
  write('.gitignore', 'node_modules\n*.tgz\n')
  write('.changeset/config.json', {
    ...{ changelog: '@changesets/cli/changelog', commit: false, fixed: [['@test/*']], access: 'public' },
    ...{ baseBranch: 'main', updateInternalDependencies: 'patch', ignore: [] },
  })
  for (const room of ['subnets', 'tools']) write(`${room}/.gitkeep`, '')
  write('packages/lower/package.json', manifest('lower'))
  write('packages/lower/index.js', 'export const lower = 1\n')
  write('packages/upper/package.json', manifest('upper', { dependencies: { '@test/lower': 'workspace:*' } }))
  write('packages/upper/index.js', "export * from '@test/lower'\n")
  if (version !== '0.0.0')
    for (const name of ['lower', 'upper'])
      write(`packages/${name}/CHANGELOG.md`, `# @test/${name}\n\n## ${version}\n\n- It began.\n`)
  git('init', '--quiet', '--initial-branch', 'main')
  git('config', 'user.name', 'Ada')
  git('config', 'user.email', 'ada@example.com')
  commit('Begin')
  return { root, git, read: (path) => readFileSync(join(root, path), 'utf8'), write, commit }
}
