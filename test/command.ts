import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** A running `subnetkit …` with what it has printed so far. */
export interface RunningCommand {
  readonly child: ChildProcess
  stdout(): string
  stderr(): string
  /** Resolves with the match once standard output or error has it; rejects when the process ends before. */
  seen(pattern: RegExp, timeoutMs?: number): Promise<RegExpExecArray>
  /** Resolves with the exit code. */
  ended: Promise<number | null>
  /** Sends a signal and waits for the end; gives how long that took, ms. */
  stop(signal?: NodeJS.Signals): Promise<number>
}

export interface StartOptions {
  /** Node when left out. */
  command?: string
  /** The whole environment; this process' own when left out. */
  env?: Record<string, string | undefined>
  /** The checkout when left out. */
  cwd?: string
}

/** Starts any program, by default one of the checkout. */
export function start(args: readonly string[], options: StartOptions = {}): RunningCommand {
  const { command = process.execPath, env = process.env, cwd = root } = options
  const child = spawn(command, args, { cwd, env })
  let stdout = ''
  let stderr = ''
  const watchers = new Set<() => void>()
  const look = (): void => {
    for (const watcher of watchers) watcher()
  }
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk
    look()
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk
    look()
  })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    ended,
    seen: (pattern, timeoutMs = 90_000) =>
      new Promise((resolve, reject) => {
        const fail = (why: string): void =>
          done(() =>
            reject(new Error(`${why} before ${pattern}\n${stdout.slice(-2000)}\n${stderr.slice(-4000)}`)),
          )
        const done = (end: () => void): void => {
          clearTimeout(timer)
          watchers.delete(watcher)
          end()
        }
        const watcher = (): void => {
          const match = pattern.exec(stdout) ?? pattern.exec(stderr)
          if (match) done(() => resolve(match))
        }
        const timer = setTimeout(() => fail('time was over'), timeoutMs)
        watchers.add(watcher)
        ended.then((code) => fail(`it ended with exit code ${code}`))
        watcher()
      }),
    async stop(signal = 'SIGINT') {
      const startedAt = performance.now()
      child.kill(signal)
      await ended
      return performance.now() - startedAt
    },
  }
}

/** Starts the command `subnetkit`. */
export const subnetkit = (...args: string[]): RunningCommand =>
  start(['packages/cli/bin/subnetkit.mjs', ...args])
