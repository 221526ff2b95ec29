import { spawn } from 'node:child_process'

/** A command that did not do what it was for. */
export class StepFailed extends Error {
  constructor(step: string, detail: string) {
    super(`${step} failed.\n${detail}`)
    this.name = 'StepFailed'
  }
}

export interface RunOptions {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** Exit codes that are what was wanted; 0 unless said otherwise. */
  readonly codes?: readonly number[]
}

/**
 * Runs a program to its end and returns what it printed.
 *
 * @throws StepFailed with the end of its output
 */
export async function run(
  command: string,
  args: readonly string[],
  { cwd, env, codes = [0] }: RunOptions,
): Promise<{ stdout: string; stderr: string }> {
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
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== null && codes.includes(code)) return printed
  const tail = `${printed.stdout}\n${printed.stderr}`.trim().slice(-3_000)
  throw new StepFailed(`${command} ${args.join(' ')} (exit code ${code})`, tail)
}
