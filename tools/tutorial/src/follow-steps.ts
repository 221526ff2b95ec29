import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { tutorialErrors } from './errors.ts'
import { missingLine } from './missing-line.ts'
import type { Step } from './read-steps.ts'
import { runShell } from './run-shell.ts'

export interface FollowOptions {
  /** The guide's name, for errors. */
  readonly page: string
  /** Where the reader sits at the first step. */
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
  readonly say?: (line: string) => void
}

/**
 * Does what a guide says, step by step, in the folder to which its own `cd` has led.
 *
 * @returns the folder that the last step ended in
 * @throws STEP_FAILED, OUTPUT_DIFFERS
 */
export async function followSteps(steps: readonly Step[], options: FollowOptions): Promise<string> {
  const { page, env, say = () => {} } = options
  let { folder } = options
  let printed = ''
  for (const step of steps) {
    const { kind, line, text } = step
    const fail = (problem: string) => tutorialErrors.STEP_FAILED({ page, line, problem, folder })
    if (kind === 'write') {
      const file = join(folder, step.path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
    } else if (kind === 'change') {
      // Whitespace of a page is exact, so a diff that does not fit is a fault of the page.
      const applied = await runShell(`printf '%s' "$DIFF" | git apply -`, {
        folder,
        env: { ...env, DIFF: text },
      })
      if (applied.code !== 0) throw fail(`git apply: ${applied.printed.trim()}`)
    } else if (kind === 'run') {
      const startedAt = performance.now()
      const result = await runShell(text, { folder, env })
      say(
        `${page}:${line}  ${((performance.now() - startedAt) / 1000).toFixed(1)} s  ${text.trim().replaceAll('\n', '; ')}`,
      )
      if (result.code !== 0) {
        throw fail(`exit code ${result.code} of\n${text}${result.printed.trim().slice(-3_000)}`)
      }
      printed = result.printed
      folder = result.folder
    } else if (kind === 'look') {
      const expected = missingLine(text, printed)
      if (expected !== undefined) {
        throw tutorialErrors.OUTPUT_DIFFERS({ page, line, expected, printed: printed.trim().slice(-3_000) })
      }
    }
  }
  return folder
}
