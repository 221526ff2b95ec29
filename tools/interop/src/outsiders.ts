import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/**
 * The folder of an outsider's scripts. They are not part of this project, so that they stay what their authors wrote:
 * `SUBNETKIT_OUTSIDERS` says where they are, else `shared/interop` beside the checkout.
 */
export function outsider(name: string): string {
  const folder = join(process.env.SUBNETKIT_OUTSIDERS ?? join(root, '..', 'shared', 'interop'), name)
  if (existsSync(folder)) return folder
  throw new Error(
    `OUTSIDERS_MISSING: there is no ${folder}. Set SUBNETKIT_OUTSIDERS to the folder of the interop scripts.`,
  )
}

/** A Python with what the requirements of `folder` name, made once for each list of requirements. */
export function pythonFor(folder: string, file = 'requirements.txt'): string {
  const requirements = join(folder, file)
  const hash = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12)
  const venv = join(root, '.tools', 'outsiders', hash)
  const python = join(venv, 'bin', 'python')
  const stamp = join(venv, 'installed')
  if (existsSync(stamp)) return python
  mkdirSync(venv, { recursive: true })
  console.log(`Installing what ${requirements} names (once) …`)
  install('python3', '-m', 'venv', venv)
  install(python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements)
  writeFileSync(stamp, '')
  return python
}

function install(command: string, ...args: string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 2, 2] })
  if (status === 0) return
  throw new Error(
    `OUTSIDERS_INSTALL_FAILED: ${command} ${args.join(' ')}: ${error?.message ?? `exit code ${status}`}. ` +
      'Python 3.10 or newer with venv and pip is needed.',
  )
}

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly stdin?: string
  readonly cwd?: string
}

/** A program, started; `ended` resolves when it is gone. */
export function start(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(command, args, {
    cwd: options.cwd,
    // Nothing is written beside the scripts.
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  })
  child.stdin.on('error', () => {}).end(options.stdin ?? '')
  const code = new Promise<number | null>((resolve) => child.once('close', resolve))
  const ended = Promise.all([code, text(child.stdout), text(child.stderr)]).then(
    ([code, stdout, stderr]) => ({
      code,
      stdout,
      stderr,
    }),
  )
  return { child, ended }
}

export const run = (command: string, args: readonly string[], options?: RunOptions): Promise<Ended> =>
  start(command, args, options).ended

/** Our own command. */
export const subnetkit = (args: readonly string[], options?: RunOptions): Promise<Ended> =>
  run(process.execPath, [join(root, 'packages', 'cli', 'bin', 'subnetkit.mjs'), ...args], options)

export const startSubnetkit = (args: readonly string[], options?: RunOptions) =>
  start(process.execPath, [join(root, 'packages', 'cli', 'bin', 'subnetkit.mjs'), ...args], options)

/** Resolves with the first match in what a program prints. */
export function seen(stream: NodeJS.ReadableStream, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let printed = ''
    stream.on('data', (chunk) => {
      printed += String(chunk)
      const match = pattern.exec(printed)
      if (match) resolve(match)
    })
    stream.once('end', () => reject(new Error(`ended before ${pattern}:\n${printed.slice(-2000)}`)))
  })
}
