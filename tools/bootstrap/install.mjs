import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

const tools = join(root, '.tools')
const stamp = join(tools, 'installed')
const pnpm = join(tools, 'node_modules', 'pnpm')

/** The manifests of the workspace: a package that somebody adds is to be installed too. */
const manifests = () =>
  ['packages', 'subnets', 'tools']
    .flatMap((area) => readdirSync(join(root, area)).map((name) => `${area}/${name}/package.json`))
    .filter((file) => existsSync(join(root, file)))
    .sort()

/** What `node_modules` must have been made from for nothing to be missing. */
function fingerprint() {
  const hash = createHash('sha256').update(process.version)
  for (const file of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests()]) {
    hash.update(file).update(readFileSync(join(root, file)))
  }
  return hash.digest('hex')
}

/** Output of installers goes to standard error: standard output belongs to the command's own result. */
function run(command, args, what) {
  const shell = process.platform === 'win32'
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell })
  if (status === 0) return
  throw new Error(
    [
      `INSTALL_FAILED: ${what} did not succeed${error ? ` (${error.message})` : ''}.`,
      'Look at the lines above; with no network, try again later. `rm -rf .tools node_modules` starts from nothing.',
    ].join('\n'),
  )
}

/** Brings the pinned pnpm into `.tools` and the dependencies into `node_modules`, when they are not there yet. */
export async function install() {
  const now = fingerprint()
  if (existsSync(stamp) && existsSync(join(root, 'node_modules')) && readFileSync(stamp, 'utf8') === now)
    return
  rmSync(stamp, { force: true })
  const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).packageManager.replace(
    'pnpm@',
    '',
  )
  const manifest = join(pnpm, 'package.json')
  if (!existsSync(manifest) || JSON.parse(readFileSync(manifest, 'utf8')).version !== wanted) {
    process.stderr.write(`Fetching pnpm ${wanted} (into .tools, nothing global) …\n`)
    mkdirSync(tools, { recursive: true })
    const flags = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error']
    run('npm', ['install', '--prefix', tools, ...flags, `pnpm@${wanted}`], 'Fetching pnpm')
  }
  process.stderr.write('Installing dependencies …\n')
  const bin = join(tools, 'node_modules', '.bin', 'pnpm')
  // What the lock file says, and only what it does not know yet is looked up, for a package that somebody has added.
  // Where CI is set, pnpm refuses that.
  run(bin, ['install', '--prefer-frozen-lockfile', '--reporter=append-only'], 'Installing dependencies')
  writeFileSync(stamp, fingerprint())
}
