import { isSubnetkitError } from '@subnetkit/core'
import { protocolErrors } from '@subnetkit/protocol'

/** An engine's own way of saying that a question is too long becomes the contract's; all else stays as it is. */
export function refuseLength(error: unknown): unknown {
  const tooLong =
    isSubnetkitError(error, 'ENGINE_REFUSED') &&
    [400, 413, 422].includes(Number(error.details.status)) &&
    /context|too long|length/i.test(String(error.details.reason))
  return tooLong
    ? protocolErrors.BODY_INVALID({ issues: 'messages: too many tokens for this model' }, { cause: error })
    : error
}
