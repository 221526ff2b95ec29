import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { followSteps } from './follow-steps.ts'
import { type Earned, expectHonestLead } from './read-report.ts'
import { readSteps } from './read-steps.ts'

export interface TutorialOptions {
  /** The Markdown file. */
  readonly page: string
  /** An empty folder outside the checkout; the project is made below it. */
  readonly folder: string
  /** The checkout, with the tarballs of the last rehearsal in its `dist-packages/`. */
  readonly checkout: string
  /** The reader's environment; see `newUserEnv`. */
  readonly env: Readonly<Record<string, string>>
  readonly say?: (line: string) => void
}

/**
 * Follows *Your first subnet* literally, as somebody who has the checkout beside the place where they work, and looks whether
 * its last run ends as the page says: the better miners lead, the one of yesterday earns less, the cheat nothing.
 *
 * @returns the folder of the project, which is committed, and who earned what
 * @throws STEP_FAILED, OUTPUT_DIFFERS, REPORT_WRONG, and what `readSteps` throws
 * @example
 * ```ts
 * const { project } = await followTutorial({ page: 'docs/guides/first-subnet.md', folder, checkout, env: newUserEnv({ home }) })
 * ```
 */
export async function followTutorial(
  options: TutorialOptions,
): Promise<{ readonly project: string; readonly earned: Earned }> {
  const { folder, checkout, env, say } = options
  const page = basename(options.page)
  const steps = readSteps(page, readFileSync(options.page, 'utf8'))
  mkdirSync(folder, { recursive: true })
  symlinkSync(checkout, join(folder, 'subnetkit'), 'dir')
  const project = await followSteps(steps, { page, folder, env, ...(say ? { say } : {}) })
  return { project, earned: expectHonestLead(page, project, { worse: ['content'], cheats: ['hasty'] }) }
}
