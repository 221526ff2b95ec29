import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type PublishOptions, publish } from './publish.ts'
import { packed } from './testing/packed.ts'
import { publishingRegistry } from './testing/publishing-registry.ts'
import { smallWorkspace } from './testing/small-workspace.ts'
import { distTag } from './upload.ts'

const open: { close(): void }[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

const token = 'correct-horse-battery'
const sha = (bytes: Uint8Array): string => createHash('sha512').update(bytes).digest('hex')

async function prepared(login = token) {
  const workspace = smallWorkspace('0.1.0')
  const registry = await publishingRegistry(token)
  open.push(registry)
  const settings = mkdtempSync(join(tmpdir(), 'subnetkit-npm-'))
  const host = registry.url.replace('http:', '')
  const line = login && `${host}/:_authToken=${login}\n`
  writeFileSync(join(settings, 'npmrc'), `registry=${registry.url}/\n${line}fetch-retries=0\n`)
  const said: string[] = []
  const proven = new Set<string>()
  const options: PublishOptions = {
    root: workspace.root,
    branch: 'main',
    dryRun: false,
    provenance: false,
    say: (line) => void said.push(line),
    prove: (_, packages) =>
      Promise.all(
        packages.map(async ({ manifest: { name, version, repository } }) => {
          const tarball = await packed({}, { name, version, repository })
          const file = join(settings, `${name.replace('/', '-')}.tgz`)
          writeFileSync(file, tarball.bytes)
          proven.add(sha(tarball.bytes))
          return { ...tarball, file }
        }),
      ),
    env: {
      ...{ NPM_CONFIG_USERCONFIG: join(settings, 'npmrc'), NPM_CONFIG_CACHE: join(settings, 'cache') },
      ...{ NPM_CONFIG_REGISTRY: registry.url, npm_config_registry: registry.url },
      // Where these tests run in a workflow, it is not the one that publishes.
      ...{ GITHUB_ACTIONS: '', GITLAB_CI: '' },
    },
  }
  const names = (): string[] => registry.uploads.map(({ name }) => name)
  return { ...workspace, registry, options, said, proven, names }
}

// Every start of npm costs a second, so one story tells what belongs together.
it('uploads the very files that were proven, those needed first, tags them, and goes on where it stopped', async () => {
  const { git, registry, options, said, proven, names } = await prepared()
  await publish({ ...options, dryRun: true })
  expect(said.slice(-2).map((line) => line.trim().split(',')[0])).toEqual([
    '@test/lower@0.1.0',
    '@test/upper@0.1.0',
  ])
  expect(names()).toEqual([])

  const refused = async (status: number, error: string): Promise<unknown> => {
    registry.refusals.set('@test/upper', { status, error })
    return publish(options).catch((thrown: unknown) => thrown)
  }
  expect(await refused(403, 'You do not have permission to publish')).toMatchObject({
    code: 'REGISTRY_REFUSED',
    message: expect.stringContaining('You do not have permission'),
    remedy: expect.stringContaining('may publish in this scope'),
    details: { name: '@test/upper', code: 'E403', uploaded: '@test/lower' },
  })
  expect(git('tag')).toBe('@test/lower@0.1.0')
  expect(await refused(409, 'Conflict')).toMatchObject({
    remedy: expect.stringContaining('wait a minute'),
    details: { code: 'E409', uploaded: 'nothing' },
  })

  // The upload arrives, and its answer gets lost.
  registry.refusals.set('@test/upper', { status: 500, error: 'Lost', after: true })
  git('tag', '-d', '@test/lower@0.1.0')
  await publish(options)
  expect(names()).toEqual(['@test/lower', '@test/upper'])
  for (const { version, access, tags, bytes } of registry.uploads) {
    expect({ version, access, tags }).toEqual({ version: '0.1.0', access: 'public', tags: ['latest'] })
    expect(proven).toContain(sha(bytes))
  }
  expect(git('tag').split('\n')).toEqual(['@test/lower@0.1.0', '@test/upper@0.1.0'])

  await publish({ ...options, prove: () => Promise.reject(new Error('nothing is to be packed')) })
  expect(names()).toHaveLength(2)
  expect(said.at(-1)).toContain('every version already')
})

it.each([
  ['0.1.0', 'latest'],
  ['0.2.0-beta.1', 'beta'],
])('%s goes under the tag %s', (version, tag) => {
  expect(distTag(version)).toBe(tag)
})

describe('a registry', () => {
  it.each([
    ['nobody', '', 'ENEEDAUTH'],
    ['a token that is not valid', 'wrong-horse-battery', 'E401'],
  ])('tells %s so, and no token is shown', async (_, login, code) => {
    const { options, names } = await prepared(login)
    const refused = await publish(options).catch((thrown: unknown) => thrown as Error)
    expect(refused).toMatchObject({ code: 'REGISTRY_REFUSED', details: { code, uploaded: 'nothing' } })
    expect(JSON.stringify(refused)).not.toContain('horse')
    expect(names()).toEqual([])
  })

  it('that nobody reaches is reported before anything is built', async () => {
    const { registry, options } = await prepared()
    registry.close()
    const prove = () => Promise.reject(new Error('nothing is to be packed'))
    await expect(publish({ ...options, prove })).rejects.toMatchObject({ code: 'REGISTRY_UNREADABLE' })
  })
})

describe('provenance', () => {
  it('is refused where nobody can sign, before anything is built', async () => {
    const { options, names } = await prepared()
    const prove = () => Promise.reject(new Error('nothing is to be packed'))
    await expect(publish({ ...options, provenance: true, prove })).rejects.toMatchObject({
      code: 'PROVENANCE_IMPOSSIBLE',
    })
    expect(names()).toEqual([])
  })

  const workflow = (repository: string, url: string) => ({
    GITHUB_ACTIONS: 'true',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: repository,
    ACTIONS_ID_TOKEN_REQUEST_URL: url,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token-of-the-job',
  })

  it('is refused for packages of another repository', async () => {
    const { options } = await prepared()
    const env = { ...options.env, ...workflow('eve/subnets', 'http://127.0.0.1:9/') }
    await expect(publish({ ...options, provenance: true, env })).rejects.toMatchObject({
      code: 'RELEASE_REFUSED',
      message: expect.stringContaining('provenance needs https://github.com/eve/subnets'),
    })
  })

  it('is what npm is asked for in a workflow: without a signature, nothing is uploaded', async () => {
    const { options, names } = await prepared()
    // npm asks this address for the identity to sign with, and gets none.
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(String(request.url))
      response.writeHead(403).end('{}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    open.push({ close: () => server.close() })
    const { port } = server.address() as { port: number }
    const env = { ...options.env, ...workflow('ada/subnets', `http://127.0.0.1:${port}/?job=1`) }
    await expect(publish({ ...options, provenance: true, env })).rejects.toMatchObject({
      code: 'REGISTRY_REFUSED',
    })
    expect(asked.join()).toContain('audience=sigstore')
    expect(names()).toEqual([])
  })
})

it('refuses changesets that no version was made of, and changes that none describes', async () => {
  const { options, write, commit } = await prepared()
  write('packages/lower/index.js', 'export const lower = 2\n')
  commit('Change')
  await expect(publish(options)).rejects.toMatchObject({ code: 'RELEASE_REFUSED' })
  write('.changeset/two.md', "---\n'@test/lower': patch\n---\n\nTwo.\n")
  commit('Describe')
  await expect(publish(options)).rejects.toMatchObject({ code: 'CHANGESETS_PENDING' })
})
