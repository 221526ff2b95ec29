import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report, ReportNeuron } from 'subnetkit'
import { tutorialErrors } from './errors.ts'

/** Where the guides put the report of their last run, below the project. */
const reportFile = '.subnetkit/report.json'

/** The miners of the project's only subnet, by character. */
export interface Earned {
  of(character: string): readonly ReportNeuron[]
  /** The least that a miner of this character got, or the most. */
  least(character: string): number
  most(character: string): number
}

/**
 * Who earned what in a guide's last run.
 *
 * @throws REPORT_WRONG when there is no report, or no such miner in it
 */
export function readEarned(page: string, project: string): Earned {
  const file = join(project, reportFile)
  const wrong = (problem: string) => tutorialErrors.REPORT_WRONG({ page, problem, file })
  if (!existsSync(file)) throw wrong('the last run left no report')
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report
  const of = (character: string): ReportNeuron[] => {
    const found = report.subnets[0]!.neurons.filter(
      (neuron) => neuron.role === 'miner' && neuron.character === character,
    )
    if (found.length === 0) throw wrong(`no miner of the last run was "${character}"`)
    return found
  }
  const incentives = (character: string): number[] => of(character).map(({ incentive }) => incentive)
  return {
    of,
    least: (character) => Math.min(...incentives(character)),
    most: (character) => Math.max(...incentives(character)),
  }
}

/**
 * Refuses a run in which the honest miners do not lead or a cheat is paid.
 *
 * @param options.worse who works for less: paid less than any honest miner
 * @param options.cheats who does not work: paid less than a twentieth of it
 * @throws REPORT_WRONG
 */
export function expectHonestLead(
  page: string,
  project: string,
  options: { readonly worse: readonly string[]; readonly cheats: readonly string[] },
): Earned {
  const earned = readEarned(page, project)
  const honest = earned.least('honest')
  const wrong = (problem: string) =>
    tutorialErrors.REPORT_WRONG({ page, problem, file: join(project, reportFile) })
  for (const character of options.worse) {
    if (!(earned.most(character) < honest)) {
      throw wrong(`"${character}" got ${earned.most(character)} of 65535, an honest miner ${honest}`)
    }
  }
  for (const character of options.cheats) {
    if (!(earned.most(character) < honest / 20)) {
      throw wrong(
        `the cheat "${character}" got ${earned.most(character)} of 65535, an honest miner ${honest}`,
      )
    }
  }
  return earned
}
