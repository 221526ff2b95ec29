import { spawnSync } from 'node:child_process'
import { delimiter } from 'node:path'
import type { Step } from './steps.ts'

/** One line of the table. */
export interface StepResult {
  readonly node: string
  readonly step: string
  readonly passed: boolean
  readonly seconds: number
  readonly summary: string
  /** The end of what it printed, when it failed. */
  readonly output: string
}

/** Runs one step in a clone, with the Node of `bin`. */
export function runStep(step: Step, options: { node: string; bin: string; clone: string }): StepResult {
  const { node, bin, clone } = options
  const startedAt = performance.now()
  const { status, stdout, stderr, error } = spawnSync('npm', step.npm, {
    cwd: clone,
    encoding: 'utf8',
    env: { ...process.env, PATH: [bin, process.env.PATH].join(delimiter) },
    maxBuffer: 256 * 1024 * 1024,
    shell: process.platform === 'win32',
  })
  const seconds = Math.round((performance.now() - startedAt) / 1000)
  const end = `${stdout ?? ''}\n${stderr ?? ''}\n${error?.message ?? ''}`.trim().slice(-6_000)
  const failed = (summary: string): StepResult => ({
    ...{ node, step: step.name, passed: false, seconds, summary, output: end },
  })
  if (status !== 0) return failed(`exit code ${status}`)
  try {
    return { node, step: step.name, passed: true, seconds, summary: step.summary(stdout), output: '' }
  } catch {
    return failed('printed something else than its result')
  }
}
