import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import type { Finding } from '../finding.ts'
import type { Tarball } from '../tarball.ts'

/** These packages are ES modules only, which is said; and `moduleResolution: node10` knows no `exports`. */
const accepted = new Set(['CJSResolvesToESM'])
const oldResolution = 'node10'

/** Entries whose types TypeScript does not find, or finds to say something else than the code. */
export async function checkTypes({ manifest, bytes }: Tarball): Promise<Finding[]> {
  const hasEntries = Object.keys(manifest.exports ?? {}).some((entry) => entry !== './package.json')
  if (!hasEntries) return []
  const result = await checkPackage(createPackageFromTarballData(bytes))
  const found = (problem: string): Finding => ({ check: 'types', package: manifest.name, problem })
  if (!result.types) return [found('it brings no types')]
  return result.problems.flatMap((problem) => {
    if (accepted.has(problem.kind)) return []
    if ('resolutionKind' in problem && problem.resolutionKind === oldResolution) return []
    const where = 'entrypoint' in problem ? problem.entrypoint : 'fileName' in problem ? problem.fileName : ''
    return [found(`${problem.kind} ${where}`.trim())]
  })
}
