import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { type CreateOptions, create } from './create.ts'
import { namesOf } from './names.ts'
import { registrySource, vendorSource } from './package-source.ts'

let place = ''
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'subnetkit-create-'))
})

const options = (more: Partial<CreateOptions> = {}): CreateOptions => ({
  names: namesOf('weather'),
  template: 'blank',
  licence: 'MIT',
  packageManager: 'npm',
  source: registrySource(),
  folder: join(place, 'weather'),
  add: false,
  install: false,
  git: false,
  year: 2026,
  signal: new AbortController().signal,
  say: () => {},
  ...more,
})
const left = (): string[] => readdirSync(place)

it('makes a project with its subnet, licence and first commit', async () => {
  process.env.GIT_AUTHOR_NAME = process.env.GIT_COMMITTER_NAME = 'Test'
  process.env.GIT_AUTHOR_EMAIL = process.env.GIT_COMMITTER_EMAIL = 'test@example.com'
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

it('adds a subnet to a project, and only to one', async () => {
  await expect(create(options({ add: true, folder: place }))).rejects.toMatchObject({
    code: 'NOT_A_WORKSPACE',
  })
  await create(options())
  const root = join(place, 'weather')
  await create(options({ add: true, folder: root, names: namesOf('maps'), template: 'text' }))
  expect(readdirSync(join(root, 'subnets')).sort()).toEqual(['maps', 'weather'])
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

it('says when there is no git, and leaves nothing', async () => {
  const { PATH } = process.env
  process.env.PATH = place
  try {
    await expect(create(options({ git: true }))).rejects.toMatchObject({ code: 'STEP_FAILED' })
  } finally {
    process.env.PATH = PATH
  }
  expect(existsSync(join(place, 'weather'))).toBe(false)
})

it('says when there are no packed packages', () => {
  expect(() => vendorSource(place)).toThrow(expect.objectContaining({ code: 'PACKAGES_MISSING' }))
})
