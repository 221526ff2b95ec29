import { releaseErrors } from './errors.ts'

/** Something that must not be published as it is. */
export interface Finding {
  readonly check:
    | 'exports'
    | 'types'
    | 'imports'
    | 'size'
    | 'licence'
    | 'leaks'
    | 'changeset'
    | 'repository'
    | 'network'
  readonly package: string
  readonly problem: string
}

/** @throws RELEASE_REFUSED when anything was found */
export function refuse(findings: readonly Finding[]): void {
  if (findings.length === 0) return
  const lines = findings.map(({ check, package: name, problem }) => `  ${check}  ${name}: ${problem}`)
  throw releaseErrors.RELEASE_REFUSED({ count: findings.length, problems: lines.join('\n') })
}
