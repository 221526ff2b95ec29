import type { SubnetkitError } from '@subnetkit/core'
import { protocolErrors } from '@subnetkit/protocol'

/** The error of a body that is not what the protocol or the model wants; what is quoted of it is kept short. */
export const refuse = (issues: string): SubnetkitError =>
  protocolErrors.BODY_INVALID({ issues: issues.slice(0, 300) })
