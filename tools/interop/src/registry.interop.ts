import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Report, shareOf } from 'subnetkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { start } from '../../../test/command.ts'
import { done } from '../../../test/outside.ts'
import { newUserEnv } from '../../tutorial/src/new-user.ts'
import { type NpmRegistry, startNpmRegistry } from './npm-registry.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const place = realpathSync(mkdtempSync(join(tmpdir(), 'subnetkit-registry-')))
const clone = join(place, 'clone')
let registry: NpmRegistry
let stranger: Record<string, string>

/** A home of one's own, and npm settings that name the registry. */
function person(name: string, settings: string): Record<string, string> {
  const home = join(place, name)
  mkdirSync(home)
  const userconfig = join(home, '.npmrc')
  writeFileSync(userconfig, settings)
  return newUserEnv({ home, userconfig, registry: `${registry.url}/` })
}

const says = (report: string): Report['subnets'] => (JSON.parse(report) as Report).subnets
const create = (folder: string, name: string, ...flags: string[]) =>
  done('npm', ['create', '--yes', 'subnet', name, '--', '--yes', ...flags], folder, stranger)
const up = ['--epochs', '1', '--json', '--port', '0']

beforeAll(async () => {
  const upstream = await done('npm', ['config', 'get', 'registry'], root, process.env)
  registry = await startNpmRegistry(join(place, 'registry'), upstream.trim())
  stranger = person('stranger', '')
}, 300_000)
afterAll(() => {
  registry?.close()
  rmSync(place, { recursive: true, force: true, maxRetries: 3 })
})

it('takes a release, from changesets to tags, and nothing twice', { timeout: 1_200_000 }, async () => {
  const { url, token } = registry
  const founder = person('founder', `${url.replace('http:', '')}/:_authToken=${token}\n`)
  await done('git', ['clone', '--quiet', root, clone], place, founder)
  const release = (...args: string[]) =>
    done('npm', ['run', 'release', '--', ...args, '--any-branch'], clone, founder)
  await release('version')
  await release('publish', '--no-provenance')
  const tags = (await done('git', ['tag', '--points-at', 'HEAD'], clone, founder)).trim().split('\n')
  expect(tags).toEqual(expect.arrayContaining(['subnetkit@0.1.0', 'create-subnet@0.1.0']))
  for (const tag of tags)
    expect((await done('npm', ['view', tag, 'dist.integrity'], place, stranger)).trim()).toMatch(/^sha512-/)
  expect(tags).toHaveLength(readdirSync(join(clone, 'dist-packages')).length)

  const args = ['run', 'release', '--', 'publish', '--no-provenance', '--any-branch']
  const again = start(args, { command: 'npm', env: founder, cwd: clone })
  expect(await again.ended, again.stderr()).toBe(0)
  expect(again.stderr()).toContain('The registry has every version already.')
})

it('gives a stranger a subnet of their own by `npm create subnet`', { timeout: 900_000 }, async () => {
  const project = join(place, 'weather')
  await create(place, 'weather', '--scope', '@ada')
  const manifest = JSON.parse(readFileSync(join(project, 'subnets/weather/package.json'), 'utf8'))
  expect(manifest).toMatchObject({
    name: '@ada/subnet-weather',
    dependencies: { '@subnetkit/neuron': '^0.1.0' },
  })
  const [weather, ...more] = says(await done('npm', ['start', '--', ...up], project, stranger))
  expect(more).toEqual([])
  expect(shareOf(weather!, 'honest')).toBeGreaterThan(0.9)
  await done('npm', ['test'], project, stranger)

  const examples = { poems: 'text', paint: 'image', maps: 'inference' }
  for (const [name, template] of Object.entries(examples))
    await create(project, name, '--add', '--template', template)
  const all = says(await done('npm', ['start', '--', ...up], project, stranger))
  expect(all.map(({ name }) => name).sort()).toEqual(['maps', 'paint', 'poems', 'weather'])
  await done('npm', ['run', 'check'], project, stranger)
  await done('npm', ['test'], project, stranger)
})

it('gives a stranger the three subnets by npx alone', { timeout: 600_000 }, async () => {
  const elsewhere = join(place, 'elsewhere')
  mkdirSync(elsewhere)
  // As packages/cli/README.md says.
  const npx = ['--yes', '--ignore-scripts']
  const subnets = says(await done('npx', [...npx, 'subnetkit', 'up', ...up], elsewhere, stranger))
  expect(subnets.map(({ name }) => name)).toEqual(['image', 'inference', 'text'])
})
