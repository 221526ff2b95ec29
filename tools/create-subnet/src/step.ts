import { spawn } from 'node:child_process'
import { createErrors } from './errors.ts'

/**
 * Runs a program quietly.
 *
 * @throws STEP_FAILED with the end of what it printed; INTERRUPTED when the signal aborts
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
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed = (printed + text).slice(-2_000)
    })
  }
  const code = await new Promise<number | string | null>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', resolve)
  })
  if (signal.aborted) throw createErrors.INTERRUPTED()
  if (code !== 0) {
    const problem = typeof code === 'string' ? code : printed.trim().split('\n').slice(-6).join('\n')
    throw createErrors.STEP_FAILED({ step, problem })
  }
}
