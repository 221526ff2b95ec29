import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { tutorialErrors } from './errors.ts'
import { followSteps } from './follow-steps.ts'
import { type Earned, expectHonestLead } from './read-report.ts'
import { readSteps } from './read-steps.ts'
import { runShell } from './run-shell.ts'

export interface ExtensionOptions {
  /** The Markdown file. */
  readonly page: string
  /** The project that the tutorial has made, with nothing uncommitted in it. */
  readonly project: string
  readonly env: Readonly<Record<string, string>>
  readonly say?: (line: string) => void
}

/** The only folder that a founder's change may touch. */
const own = 'subnets/tours/'

/**
 * Follows *Extending*: applies its diff, runs its commands, and looks whether anything outside the subnet's own folder was
 * touched and whether the new measure, the new route's cheat and the old one are in the report as the page says.
 *
 * @returns the files that changed, and who earned what
 * @throws STEP_FAILED, OUTPUT_DIFFERS, REPORT_WRONG, TOUCHED_OUTSIDE, and what `readSteps` throws
 */
export async function applyExtension(
  options: ExtensionOptions,
): Promise<{ readonly changed: readonly string[]; readonly earned: Earned }> {
  const { project, env, say } = options
  const page = basename(options.page)
  const steps = readSteps(page, readFileSync(options.page, 'utf8'))
  await followSteps(steps, { page, folder: project, env, ...(say ? { say } : {}) })
  const { printed } = await runShell('git status --porcelain --untracked-files=all', { folder: project, env })
  const changed = printed.split('\n').flatMap((line) => (line === '' ? [] : [line.slice(3)]))
  const outside = changed.filter((file) => !file.startsWith(own))
  if (outside.length > 0 || changed.length === 0) {
    throw tutorialErrors.TOUCHED_OUTSIDE({ page, files: outside.join(', ') || 'nothing', folder: own })
  }
  const earned = expectHonestLead(page, project, { worse: ['content', 'returner'], cheats: ['hasty'] })
  for (const { hotkey, findings } of earned.of('honest')) {
    if (findings.seconds !== undefined) continue
    const problem = `the findings of ${hotkey} in the report have no "seconds"`
    throw tutorialErrors.REPORT_WRONG({ page, problem, file: project })
  }
  return { changed, earned }
}
