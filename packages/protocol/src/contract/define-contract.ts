import { protocolErrors } from '../errors.ts'
import { parsePath } from './path.ts'
import type { Routes } from './route.ts'

/** What goes over the wire between the validators and the miners of one subnet. */
export interface Contract<R extends Routes = Routes> {
  readonly name: string
  readonly version: number
  readonly routes: R
}

/**
 * Declares a contract; types of handlers, client and documentation follow from it.
 *
 * @throws CONTRACT_INVALID when the name, the version, a path or a limit makes no sense, or two routes share a path
 * @example
 * ```ts
 * import { defineContract, json, post } from '@subnetkit/protocol'
 * import { z } from 'zod'
 *
 * const Numbers = z.object({ numbers: z.array(z.number()).max(1_000) })
 * export const contract = defineContract({
 *   name: 'sort',
 *   version: 1,
 *   routes: { sort: post('/v1/sort', { request: json(Numbers), response: json(Numbers) }) },
 * })
 * ```
 */
export function defineContract<const R extends Routes>(contract: Contract<R>): Contract<R> {
  const { name, version, routes } = contract
  const refuse = (reason: string) =>
    protocolErrors.CONTRACT_INVALID({ name: String(name).slice(0, 40), reason })
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(name)) throw refuse('its name is not a short word in kebab-case')
  if (!Number.isInteger(version) || version < 1) throw refuse('its version is not 1, 2, 3, …')
  const taken = new Map<string, string>()
  for (const [route, { method, path, limits, events, response }] of Object.entries(routes)) {
    const problem = parsePath(path).problem
    if (problem !== undefined) throw refuse(`the path of "${route}" ${problem}`)
    for (const [limit, value] of Object.entries(limits)) {
      if (!(value > 0)) throw refuse(`limits.${limit} of "${route}" is not above 0`)
    }
    if (events !== undefined && response.kind !== 'json') {
      throw refuse(`"${route}" streams, so its response must be json(…)`)
    }
    // Names of parameters do not tell two paths apart.
    const shape = `${method} ${path.replace(/([:*])\w+/g, '$1')}`
    const other = taken.get(shape)
    if (other !== undefined) throw refuse(`"${route}" and "${other}" are the same path`)
    taken.set(shape, route)
  }
  return contract
}
