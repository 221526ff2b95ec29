import validate from 'validate-npm-package-name'
import { createErrors } from './errors.ts'

/** What a subnet is called, everywhere. */
export interface Names {
  /** What people type after --subnets, the contract's name, and the project's folder. */
  readonly subnet: string
  /** The npm name of the subnet: `@ada/subnet-weather`, or `subnet-weather` without a scope. */
  readonly packageName: string
  /** The scope with its @, or nothing. */
  readonly scope: string | undefined
}

/**
 * Names for a subnet.
 *
 * @throws NAME_INVALID, SCOPE_INVALID
 * @example
 * ```ts
 * namesOf('weather', 'ada').packageName // '@ada/subnet-weather'
 * ```
 */
export function namesOf(name: string, scope?: string): Names {
  const refuse = (problem: string) => createErrors.NAME_INVALID({ name: name.slice(0, 80), problem })
  if (/^\d+$/.test(name)) throw refuse('that is a netuid; the chain gives numbers, and people want a word')
  if (!/^[a-z][a-z0-9-]{0,49}$/.test(name) || name.endsWith('-') || name.includes('--')) {
    throw refuse('it is not a word in kebab-case of at most 50 letters')
  }
  const bare = name.replace(/^subnet-(?=.)/, '')
  const at = scope === undefined || scope === '' ? undefined : `@${scope.replace(/^@/, '')}`
  const packageName = `${at ? `${at}/` : ''}subnet-${bare}`
  if (at && !validate(`${at}/x`).validForNewPackages) {
    throw createErrors.SCOPE_INVALID({ scope: at.slice(0, 80), problem: 'npm does not take it' })
  }
  const { validForNewPackages, errors, warnings } = validate(packageName)
  if (!validForNewPackages) throw refuse([...(errors ?? []), ...(warnings ?? [])].join(', '))
  return { subnet: bare, packageName, scope: at }
}
