import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type CreateOptions, create } from './create.ts'
import { namesOf } from './names.ts'
import { registrySource, vendorSource } from './package-source.ts'

let place = ''
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'subnetkit-create-'))
})

afterEach(() => vi.unstubAllEnvs())

const options = (more: Partial<CreateOptions> = {}): CreateOptions => ({
  names: namesOf('weather'),
  template: 'blank',
  licence: 'MIT',
  packageManager: 'npm',
  source: registrySource(),
  folder: join(place, 'weather'),
  install: false,
  git: false,
  year: 2026,
  signal: new AbortController().signal,
  say: () => {},
  ...more,
})
const left = (): string[] => readdirSync(place)

it('makes a project with its subnet, licence and first commit', async () => {
  vi.stubEnv('GIT_AUTHOR_NAME', 'Test').stubEnv('GIT_AUTHOR_EMAIL', 'test@example.com')
  vi.stubEnv('GIT_COMMITTER_NAME', 'Test').stubEnv('GIT_COMMITTER_EMAIL', 'test@example.com')
  const folder = await create(options({ git: true }))
  expect(folder).toBe(join(place, 'weather', 'subnets', 'weather'))
  expect(left()).toEqual(['weather'])
  const files = readdirSync(join(place, 'weather'))
  for (const file of ['.git', 'LICENSE', 'README.md', 'package.json', 'tsconfig.json'])
    expect(files).toContain(file)
  const { workspaces } = JSON.parse(readFileSync(join(place, 'weather', 'package.json'), 'utf8'))
  expect(workspaces).toEqual(['subnets/*'])
})

it('makes one for pnpm', async () => {
  await create(options({ packageManager: 'pnpm' }))
  expect(readFileSync(join(place, 'weather', 'pnpm-workspace.yaml'), 'utf8')).toContain(
    'onnxruntime-node: false',
  )
})

it('refuses a folder that is there, and leaves it as it was', async () => {
  mkdirSync(join(place, 'weather'))
  writeFileSync(join(place, 'weather', 'mine.txt'), 'mine')
  await expect(create(options())).rejects.toMatchObject({ code: 'FOLDER_TAKEN' })
  expect(readdirSync(join(place, 'weather'))).toEqual(['mine.txt'])
  expect(left()).toEqual(['weather'])
})

it.each([
  [
    'an installer that is not there',
    { install: true, packageManager: 'no-such-installer' as 'npm' },
    'STEP_FAILED',
  ],
  ['an interruption', { signal: AbortSignal.abort() }, 'INTERRUPTED'],
  ['a template that is not there', { template: 'sound' }, 'TEMPLATE_UNKNOWN'],
])('leaves nothing after %s', async (_, more, code) => {
  await expect(create(options(more))).rejects.toMatchObject({ code })
  expect(left()).toEqual([])
})

it.each([
  ['there is no git', { PATH: '' }, /ENOENT/],
  ['git does not know who commits', { GIT_COMMITTER_NAME: '', GIT_COMMITTER_EMAIL: '' }, /ident name/],
])('says before it installs when %s, and leaves nothing', async (_, env, problem) => {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  await expect(create(options({ git: true, install: true }))).rejects.toMatchObject({
    code: 'STEP_FAILED',
    details: { problem: expect.stringMatching(problem) },
  })
  expect(left()).toEqual([])
})

it('says what npm says when no registry answers, and leaves nothing', async () => {
  vi.stubEnv('npm_config_fetch_retries', '0')
  vi.stubEnv('npm_config_registry', 'http://127.0.0.1:9/')
  const offline = create(options({ install: true, registry: 'http://127.0.0.1:9/' }))
  await expect(offline).rejects.toMatchObject({
    code: 'STEP_FAILED',
    details: { problem: expect.stringContaining('ECONNREFUSED') },
  })
  expect(left()).toEqual([])
})

it('says when there are no packed packages', () => {
  expect(() => vendorSource(place)).toThrow(expect.objectContaining({ code: 'PACKAGES_MISSING' }))
})
