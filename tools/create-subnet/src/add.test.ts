import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { type AddOptions, add } from './add.ts'
import { namesOf } from './names.ts'

/** A project with these files, and what there is to say to add a subnet called maps to it. */
function project(files: Readonly<Record<string, object | string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'subnetkit-add-'))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content))
  }
  const options = (more: Partial<AddOptions> = {}): AddOptions => ({
    ...{ names: namesOf('maps'), template: 'text', folder, install: false, say: () => {} },
    signal: new AbortController().signal,
    ...more,
  })
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8')
  const manifest = () => JSON.parse(read('subnets/maps/package.json'))
  return { folder, options, read, manifest }
}

const root = (range: string) => ({
  ...{ workspaces: ['subnets/*'], license: 'EUPL-1.2', devDependencies: { subnetkit: range } },
})

it('adds one that takes the packages from where the project has them, under its licence', async () => {
  const { folder, options, manifest } = project({ 'package.json': root('^1.2.3') })
  const { packageManager } = await add(options())
  expect(packageManager).toBe('npm')
  expect(readdirSync(join(folder, 'subnets'))).toEqual(['maps'])
  expect(manifest()).toMatchObject({ name: 'subnet-maps', license: 'EUPL-1.2' })
  expect(manifest().dependencies['@subnetkit/neuron']).toBe('^1.2.3')
})

it('adds one to a project with its packages in vendor/', async () => {
  const tarball = (name: string): string => `${name.replace('@', '').replace('/', '-')}-0.0.0.tgz`
  const names = ['neuron', 'protocol', 'scoring', 'models', 'characters'].map((name) => `@subnetkit/${name}`)
  const { options, manifest } = project({
    'package.json': root(`file:./vendor/${tarball('subnetkit')}`),
    ...Object.fromEntries(names.map((name) => [`vendor/${tarball(name)}`, 'a tarball'])),
  })
  await add(options({ template: 'blank' }))
  const { '@subnetkit/neuron': range } = manifest().dependencies
  expect(range).toBe(`file:../../vendor/${tarball('@subnetkit/neuron')}`)
})

it('adds one to a clone with the packages themselves, which the clone’s own commands install', async () => {
  const { options, manifest } = project({
    'package.json': { devDependencies: { subnetkit: 'workspace:*' } },
    'pnpm-workspace.yaml': 'packages:\n  - subnets/*\n',
  })
  expect((await add(options({ install: true }))).packageManager).toBeUndefined()
  expect(manifest().dependencies['@subnetkit/neuron']).toBe('workspace:*')
})

it.each([
  ['has no package.json', {}, /no package.json/],
  ['has one that is not JSON', { 'package.json': '{' }, /not JSON/],
  ['is one package', { 'package.json': { dependencies: { subnetkit: '^1.0.0' } } }, /no workspaces/],
  ['has nothing to do with subnets', { 'package.json': { workspaces: ['*'] } }, /depend on subnetkit/],
])('refuses a folder that %s', async (_, files, problem) => {
  const { folder, options } = project(files)
  await expect(add(options())).rejects.toMatchObject({
    code: 'NOT_A_PROJECT',
    message: expect.stringMatching(problem),
  })
  expect(existsSync(join(folder, 'subnets'))).toBe(false)
})

it('refuses a name that is taken, and leaves what has it', async () => {
  const { options, read } = project({ 'package.json': root('^1.0.0'), 'subnets/maps/mine.txt': 'mine' })
  await expect(add(options())).rejects.toMatchObject({ code: 'FOLDER_TAKEN' })
  expect(read('subnets/maps/mine.txt')).toBe('mine')
})

it('leaves the project as it was when the installation fails', async () => {
  const lock = '{"lockfileVersion":3,"packages":{}}'
  const { folder, options, read } = project({
    'package.json': root('^1.2.3'),
    'package-lock.json': lock,
    '.npmrc': 'registry=http://127.0.0.1:9/\nfetch-retries=0\n',
    'subnets/first/package.json': { name: 'first', version: '0.1.0' },
  })
  await expect(add(options({ install: true }))).rejects.toMatchObject({ code: 'STEP_FAILED' })
  expect(readdirSync(join(folder, 'subnets'))).toEqual(['first'])
  expect(read('package-lock.json')).toBe(lock)
})
