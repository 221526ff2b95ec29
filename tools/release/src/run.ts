import { spawn } from 'node:child_process'
import { releaseErrors } from './errors.ts'
import { withoutSecrets } from './without-secrets.ts'

export interface RunOptions {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
}

/** What a program printed, and how it ended. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a program to its end, whatever that is. */
export async function ended(
  command: string,
  args: readonly string[],
  { cwd, env }: RunOptions,
): Promise<Ended> {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    printed.stderr += text
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) =>
      reject(releaseErrors.STEP_FAILED({ step: `\`${command}\``, output: error.message })),
    )
    child.once('close', resolve)
  })
  return { code, ...printed }
}

/**
 * Runs a program to its end and returns what it printed.
 *
 * @throws STEP_FAILED with the end of its output when its exit code is not 0
 */
export async function run(command: string, args: readonly string[], options: RunOptions): Promise<Ended> {
  const result = await ended(command, args, options)
  if (result.code === 0) return result
  const output = withoutSecrets(`${result.stdout}\n${result.stderr}`.trim().slice(-3_000))
  throw releaseErrors.STEP_FAILED({
    step: `\`${command} ${args.join(' ')}\` (exit code ${result.code})`,
    output,
  })
}
