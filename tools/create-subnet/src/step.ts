import { spawn } from 'node:child_process'
import { createErrors } from './errors.ts'

const most = 20_000
const shown = 6

/** What tells what went wrong: programs begin with it on standard error, some end with it on standard output. */
function problemIn(stdout: string, stderr: string): string {
  const lines = (text: string): string[] =>
    text.split('\n').filter((line) => line.trim() !== '' && !/^\W*(?:npm )?warn/i.test(line))
  const complaints = lines(stderr)
  const telling = complaints.length > 0 ? complaints.slice(0, shown) : lines(stdout).slice(-shown)
  return telling.join('\n')
}

/**
 * Runs a program quietly.
 *
 * @throws STEP_FAILED with what it said; INTERRUPTED when the signal aborts
 */
export async function runStep(
  step: string,
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly signal: AbortSignal },
): Promise<void> {
  const { cwd, signal } = options
  const shell = process.platform === 'win32'
  const child = spawn(command, args, { cwd, shell, signal, stdio: ['ignore', 'pipe', 'pipe'] })
  const printed = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      printed[name] = (printed[name] + text).slice(-most)
    })
  }
  const code = await new Promise<number | string | null>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', resolve)
  })
  if (signal.aborted) throw createErrors.INTERRUPTED()
  if (code === 0) return
  const problem = typeof code === 'string' ? code : problemIn(printed.stdout, printed.stderr)
  throw createErrors.STEP_FAILED({ step, problem: problem || `exit code ${code}` })
}
