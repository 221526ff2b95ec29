import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Report, shareOf } from 'subnetkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { trackedFiles } from '../packages/cli/src/rename/tree.ts'
import { packedFolder } from '../tools/release/src/pack.ts'
import { type Registry, serveRegistry } from '../tools/release/src/registry.ts'
import { readTarball } from '../tools/release/src/tarball.ts'
import { applyExtension } from '../tools/tutorial/src/apply-extension.ts'
import { followTutorial } from '../tools/tutorial/src/follow-tutorial.ts'
import { newUserEnv } from '../tools/tutorial/src/new-user.ts'
import { root } from './command.ts'
import { done, pathsBack } from './outside.ts'

const limit = { timeout: 600_000 }
const up = ['--epochs', '2', '--json', '--port', '0', '--seed', 'from a clone']

const say = (line: string): void => console.log(line)

/** Runs a local network by a command of some project, and holds that work is what it pays. */
async function expectHonestLeads(run: () => Promise<string>, subnet: string): Promise<void> {
  const report = JSON.parse(await run()) as Report
  expect(report.subnets.map(({ name }) => name)).toEqual([subnet])
  const [only] = report.subnets
  expect(shareOf(only!, 'honest')).toBeGreaterThan(0.9)
  expect(shareOf(only!, 'lazy')).toBeLessThan(0.05)
}

// One file and in order, since all of it needs the packages packed and installed, which is dear.
describe('from a clone to a subnet of one’s own', () => {
  const place = realpathSync(mkdtempSync(join(tmpdir(), 'subnetkit-outside-')))
  const project = join(place, 'my-subnet')
  let env: Record<string, string>
  let registry: Registry
  let version: string
  let scope: string
  const run = (command: string, args: readonly string[], cwd: string) => done(command, args, cwd, env)

  const program = join(root, 'tools/create-subnet/bin/create-subnet.mjs')
  const create = (args: readonly string[], cwd: string) =>
    run(process.execPath, [program, ...args, '--yes'], cwd)

  beforeAll(async () => {
    const here = (command: string, ...args: string[]) => done(command, args, root, process.env)
    const npmConfig = async (key: string) => (await here('npm', 'config', 'get', key)).trim()
    const [cache, upstream] = [await npmConfig('cache'), await npmConfig('registry')]
    const home = join(place, 'home')
    mkdirSync(home)
    env = newUserEnv({ home, cache, registry: upstream, userconfig: await npmConfig('userconfig') })
    await here(process.execPath, 'tools/bootstrap/run.mjs', 'rehearse')
    const packed = join(root, packedFolder)
    const tarballs = await Promise.all(readdirSync(packed).map((file) => readTarball(join(packed, file))))
    const inScope = tarballs.find(({ manifest }) => manifest.name.startsWith('@'))!
    version = inScope.manifest.version
    scope = inScope.manifest.name.split('/')[0]!
    registry = await serveRegistry(tarballs, upstream)
  }, 600_000)
  afterAll(async () => {
    await registry?.close()
    rmSync(place, { recursive: true, force: true, maxRetries: 3 })
  })

  it('creates a project that starts, pays and tests', limit, async () => {
    await create(['my-subnet'], place)
    await expectHonestLeads(() => run('npm', ['start', '--', ...up], project), 'my-subnet')
    expect(await run('npm', ['test'], project)).toMatch(/Tests\s+2 passed/)
    expect(await run('git', ['status', '--short'], project)).toBe('')
    expect(pathsBack(project)).toEqual([])
    expect(readFileSync(join(project, 'README.md'), 'utf8')).toMatch(/^# my-subnet\n/)
  })

  it('lives on under another name, and nothing of the old one is left', limit, async () => {
    const renamed = join(place, 'weather')
    const names = ['--subnet', 'my-subnet=weather', '--scope', '@ada']
    await run('npx', ['subnetkit', 'rename', ...names], project)
    renameSync(project, renamed)
    await run('npm', ['install', '--no-audit', '--no-fund'], renamed)
    await run('git', ['add', '--all'], renamed)
    await run('git', ['commit', '--quiet', '--message', 'weather'], renamed)
    const left = run('git', ['grep', '--ignore-case', 'my-subnet'], renamed)
    await expect(left).rejects.toThrow('ended with 1')
    expect(await run('git', ['ls-files', '*my-subnet*'], renamed)).toBe('')
    await expectHonestLeads(() => run('npm', ['start', '--', ...up], renamed), 'weather')
    expect(await run('npm', ['test'], renamed)).toMatch(/Tests\s+2 passed/)
  })

  // Their own tests run here as those of the examples, and in a project of a stranger's with the outsiders.
  it('gets one more subnet from each example, and all of it type-checks', limit, async () => {
    const weather = join(place, 'weather')
    await create(['poems', '--template', 'text', '--add', '--no-install'], weather)
    await create(['paint', '--template', 'image', '--add', '--no-install'], weather)
    await create(['maps', '--template', 'inference', '--scope', '@ada', '--add'], weather)
    await run('npm', ['run', 'check'], weather)
    expect(pathsBack(weather)).toEqual([])
  })

  it('adds a subnet to a clone, whose own start installs it and runs it', limit, async () => {
    const clone = join(place, 'clone')
    for (const { path, bytes } of trackedFiles(root)) {
      mkdirSync(dirname(join(clone, path)), { recursive: true })
      writeFileSync(join(clone, path), bytes)
    }
    const start = () => run('npm', ['start', '--', '--subnets', 'maps', ...up], clone)
    await run('npm', ['start', '--', '--help'], clone)
    await create(['maps', '--add'], clone)
    await expectHonestLeads(start, 'maps')
  })

  it('installs the command alone, which brings the example subnets', limit, async () => {
    const prefix = join(place, 'global')
    const tarball = join(root, packedFolder, `subnetkit-${version}.tgz`)
    const flags = ['--global', '--ignore-scripts', '--prefix', prefix, `--${scope}:registry=${registry.url}`]
    await run('npm', ['install', ...flags, tarball], place)
    const command = join(prefix, 'bin', 'subnetkit')
    await expectHonestLeads(() => run(command, ['up', '--subnets', 'text', ...up], place), 'text')
    expect(pathsBack(prefix)).toEqual([])
  })

  it(
    'follows the tutorial to a subnet whose better miner leads, and changes only its folder after',
    limit,
    async () => {
      const guide = (name: string): string => join(root, 'docs/guides', name)
      const folder = join(place, 'tutorial')
      const page = guide('first-subnet.md')
      const { project: tours } = await followTutorial({ page, folder, checkout: root, env, say })
      const { changed } = await applyExtension({ page: guide('extending.md'), project: tours, env, say })
      expect(changed.length).toBeGreaterThan(3)
      expect(changed.filter((file) => !file.startsWith('subnets/tours/'))).toEqual([])
    },
  )
})
