import { mkdtempSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Report, shareOf } from 'subnetkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packedFolder } from '../tools/release/src/pack.ts'
import { type Registry, serveRegistry } from '../tools/release/src/registry.ts'
import { readTarball } from '../tools/release/src/tarball.ts'
import { root } from './command.ts'
import { done, pathsBack, strangerEnv } from './outside.ts'

const limit = { timeout: 300_000 }
const up = ['--epochs', '2', '--json', '--port', '0', '--seed', 'from a clone']

/** Runs a local network by a command of some project, and holds that work is what it pays. */
async function expectHonestLeads(command: string, args: readonly string[], cwd: string, subnet: string) {
  const report = JSON.parse(await done(command, [...args, ...up], cwd)) as Report
  expect(report.subnets.map(({ name }) => name)).toEqual([subnet])
  const [only] = report.subnets
  expect(shareOf(only!, 'honest')).toBeGreaterThan(0.9)
  expect(shareOf(only!, 'lazy')).toBeLessThan(0.05)
}

// One file and in order, since all of it needs the packages packed and installed, which is dear.
describe('from a clone to a subnet of one’s own', () => {
  const place = realpathSync(mkdtempSync(join(tmpdir(), 'subnetkit-outside-')))
  const project = join(place, 'my-subnet')
  let registry: Registry

  beforeAll(async () => {
    const asIs = process.env as Record<string, string>
    await done(process.execPath, ['tools/bootstrap/run.mjs', 'rehearse'], root, asIs)
    const packed = join(root, packedFolder)
    const tarballs = readdirSync(packed).map((file) => readTarball(join(packed, file)))
    const upstream = (await done('npm', ['config', 'get', 'registry'], place)).trim()
    registry = await serveRegistry(await Promise.all(tarballs), upstream)
  }, 600_000)
  afterAll(async () => {
    await registry?.close()
    rmSync(place, { recursive: true, force: true, maxRetries: 3 })
  })

  it('creates a project that starts, pays and tests', limit, async () => {
    const program = join(root, 'tools/create-subnet/bin/create-subnet.mjs')
    await done(process.execPath, [program, 'my-subnet', '--yes'], place)
    await expectHonestLeads('npm', ['start', '--'], project, 'my-subnet')
    expect(await done('npm', ['test'], project)).toMatch(/Tests\s+2 passed/)
    expect(await done('git', ['status', '--short'], project)).toBe('')
    expect(pathsBack(project)).toEqual([])
    expect(readFileSync(join(project, 'README.md'), 'utf8')).toMatch(/^# my-subnet\n/)
  })

  it('lives on under another name, and nothing of the old one is left', limit, async () => {
    const renamed = join(place, 'weather')
    const names = ['--subnet', 'my-subnet=weather', '--scope', '@ada']
    await done('npx', ['subnetkit', 'rename', ...names], project)
    renameSync(project, renamed)
    await done('git', ['add', '--all'], renamed)
    await done('git', ['commit', '--quiet', '--message', 'weather'], renamed)
    const left = done('git', ['grep', '--ignore-case', 'my-subnet'], renamed)
    await expect(left).rejects.toThrow('ended with 1')
    expect(await done('git', ['ls-files', '*my-subnet*'], renamed)).toBe('')
    await done('npm', ['install', '--no-audit', '--no-fund'], renamed)
    expect(await done('git', ['status', '--short'], renamed)).toBe('')
    await expectHonestLeads('npm', ['start', '--'], renamed, 'weather')
    expect(await done('npm', ['test'], renamed)).toMatch(/Tests\s+2 passed/)
  })

  it('installs the command alone, which brings the example subnets', limit, async () => {
    const prefix = join(place, 'global')
    const env = strangerEnv({ npm_config_registry: registry.url, npm_config_prefix: prefix })
    await done('npm', ['install', '--global', '--ignore-scripts', 'subnetkit'], place, env)
    await expectHonestLeads(join(prefix, 'bin', 'subnetkit'), ['up', '--subnets', 'text'], place, 'text')
    expect(pathsBack(prefix)).toEqual([])
  })
})
