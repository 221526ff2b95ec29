import { isSubnetkitError } from '@subnetkit/core'
import type { z } from 'zod'
import { reasonOf } from './error-event.ts'
import { neuronErrors } from './errors.ts'
import type { Host } from './host.ts'

/**
 * Checks a subnet's own settings and runs its `setup`.
 *
 * @returns what `setup` returned; undefined when there is none
 * @throws CONFIG_INVALID, SETUP_FAILED, and errors of ours that setup threw (a missing model, for example)
 */
export async function setUp(
  subnet: string,
  part: { readonly config?: z.ZodType; setup?(host: never): unknown },
  host: Omit<Host, 'config'>,
  config: Readonly<Record<string, unknown>> = {},
): Promise<unknown> {
  let checked: unknown
  if (part.config) {
    const result = part.config.safeParse(config)
    if (!result.success) {
      const problems = result.error.issues
        .map((issue) => `${issue.path.join('.')}: ${issue.message}`)
        .join('; ')
      throw neuronErrors.CONFIG_INVALID({ problems })
    }
    checked = result.data
  }
  if (!part.setup) return undefined
  const setup = part.setup as (host: Host<unknown>) => unknown
  try {
    return await setup.call(part, { ...host, config: checked })
  } catch (error) {
    if (isSubnetkitError(error)) throw error
    throw neuronErrors.SETUP_FAILED({ subnet, reason: reasonOf(error) }, { cause: error })
  }
}
