import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from './free-port.ts'
import { seen } from './outsiders.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** The last one for Node 20. Its own wish is a moving tag (`node-fetch@cjs`), which is this version. */
const wanted = { dependencies: { verdaccio: '6.2.4' }, overrides: { 'node-fetch': '2.6.7' } }

/** Brings Verdaccio, once for each list of what is wanted, and gives its program. */
function bringVerdaccio(): string {
  const manifest = JSON.stringify({ name: 'outsiders', private: true, ...wanted })
  const hash = createHash('sha256').update(manifest).digest('hex').slice(0, 12)
  const folder = join(root, '.tools', 'outsiders', hash)
  const program = join(folder, 'node_modules', 'verdaccio', 'bin', 'verdaccio')
  if (existsSync(program)) return program
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), manifest)
  const flags = ['--no-audit', '--no-fund', '--loglevel=error']
  const { status } = spawnSync('npm', ['install', ...flags], { cwd: folder, stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error(`OUTSIDERS_INSTALL_FAILED: npm install verdaccio: exit code ${status}`)
  return program
}

/** An npm registry of one's own: takes what its one user publishes, has the rest from upstream. */
export interface NpmRegistry {
  readonly url: string
  /** Of the one who may publish. */
  readonly token: string
  close(): void
}

/** Starts Verdaccio on loopback with what it keeps in `folder`. */
export async function startNpmRegistry(folder: string, upstream: string): Promise<NpmRegistry> {
  const program = bringVerdaccio()
  mkdirSync(folder, { recursive: true })
  // It reads YAML, which every JSON is.
  const settings = {
    storage: join(folder, 'storage'),
    auth: { htpasswd: { file: join(folder, 'htpasswd'), max_users: 1 } },
    uplinks: { upstream: { url: upstream, max_fails: 10, timeout: '60s' } },
    packages: { '**': { access: '$all', publish: '$authenticated', proxy: 'upstream' } },
    max_body_size: '100mb',
    log: { type: 'stdout', format: 'json', level: 'http' },
  }
  const config = join(folder, 'config.yaml')
  writeFileSync(config, JSON.stringify(settings))
  const address = `127.0.0.1:${await freePort()}`
  const url = `http://${address}`
  const args = [program, '--config', config, '--listen', address]
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  await seen(child.stdout, /http address/)
  const made = await fetch(`${url}/-/user/org.couchdb.user:ada`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'ada', password: 'correct horse battery' }),
  })
  if (!made.ok) throw new Error(`the registry makes no user: ${made.status} ${await made.text()}`)
  const { token } = (await made.json()) as { token: string }
  return { url, token, close: () => void child.kill() }
}
