import validate from 'validate-npm-package-name'
import { cliErrors } from '../errors.ts'
import type { NamesInForce } from './names-in-force.ts'

/** New names, as they are asked for. */
export interface Wishes {
  /** npm scope, with or without its @. */
  readonly scope?: string
  /** The product and its command: one word, since it is also part of identifiers. */
  readonly name?: string
  readonly metricsPrefix?: string
  /** `old=new`. */
  readonly subnets?: readonly string[]
}

/** One name that another takes the place of. */
export interface Change {
  readonly from: string
  readonly to: string
}

/** What a rename does: only changes, nothing that is so already. */
export interface Changes {
  readonly product?: Change
  /** `from` is empty where a project's subnets have no scope. */
  readonly scope?: Change
  readonly metricsPrefix?: Change
  readonly subnets: readonly Change[]
}

const refuse = (name: string, problem: string) =>
  cliErrors.RENAME_INVALID({ name: name.slice(0, 80), problem })
const npmTakes = (name: string): boolean => validate(name).validForNewPackages
const change = (from: string, to: string | undefined): Change | undefined =>
  to === undefined || to === from ? undefined : { from, to }

function scopeWished(wish: string | undefined): string | undefined {
  if (wish === undefined) return undefined
  const scope = `@${wish.replace(/^@/, '')}`
  if (!/^@[a-z0-9][a-z0-9-]*$/.test(scope) || !npmTakes(`${scope}/core`)) {
    throw refuse(wish, 'npm does not take it as a scope')
  }
  return scope
}

function subnetWished(wish: string, names: NamesInForce): Change | undefined {
  const [from = '', to = '', ...more] = wish.split('=')
  if (more.length > 0 || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(to) || !npmTakes(`subnet-${to}`)) {
    throw refuse(wish, 'it is not OLD=NEW with a word in kebab-case')
  }
  const has = (name: string): boolean => names.subnets.some((subnet) => subnet.name === name)
  if (has(from) && from !== to) {
    if (has(to)) throw cliErrors.RENAME_TAKEN({ path: `subnets/${to}` })
    return { from, to }
  }
  if (has(to)) return undefined
  throw refuse(wish, `there is no subnet "${from}": ${names.subnets.map(({ name }) => name).join(', ')}`)
}

/**
 * Holds new names against those in force.
 *
 * @throws RENAME_INVALID, RENAME_TAKEN
 */
export function changesFor(wishes: Wishes, names: NamesInForce): Changes {
  const { name, metricsPrefix } = wishes
  if (names.kind === 'project' && (name ?? metricsPrefix) !== undefined) {
    throw refuse(name ?? metricsPrefix ?? '', 'the packages that this project installs keep their names')
  }
  if (name !== undefined && (!/^[a-z][a-z0-9]{1,39}$/.test(name) || !npmTakes(name))) {
    throw refuse(name, 'it is not one lower-case word that npm takes')
  }
  if (metricsPrefix !== undefined && !/^[a-z][a-z0-9_]{0,39}$/.test(metricsPrefix)) {
    throw refuse(metricsPrefix, 'it is not lower-case letters, digits and underscores')
  }
  const subnets = (wishes.subnets ?? []).flatMap((wish) => subnetWished(wish, names) ?? [])
  const twice = subnets.find(({ from, to }, i) =>
    subnets.slice(0, i).some((other) => other.from === from || other.to === to),
  )
  if (twice) throw refuse(`${twice.from}=${twice.to}`, 'another --subnet says something else')
  const product = change(names.product ?? '', name)
  const scope = change(names.scope ?? '', scopeWished(wishes.scope))
  // One that stays is said too when the product, which it would follow, does not.
  const prefix =
    metricsPrefix !== undefined && product
      ? { from: names.metricsPrefix ?? '', to: metricsPrefix }
      : change(names.metricsPrefix ?? '', metricsPrefix)
  return {
    ...(product ? { product } : {}),
    ...(scope ? { scope } : {}),
    ...(prefix ? { metricsPrefix: prefix } : {}),
    subnets,
  }
}
