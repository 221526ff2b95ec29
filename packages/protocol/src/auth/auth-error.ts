import type { ErrorDetails, SubnetkitError } from '@subnetkit/core'
import { type AuthErrorCode, protocolErrors } from '../errors.ts'

/** The class names of the official SDK; a full store has none there. */
const protocolNames: Record<AuthErrorCode | 'AUTH_MISCONFIGURED', string> = {
  AUTH_MALFORMED: 'MalformedAuth',
  AUTH_WRONG_RECEIVER: 'WrongReceiver',
  AUTH_STALE: 'StaleRequest',
  AUTH_REPLAYED: 'ReplayedRequest',
  AUTH_BAD_SIGNATURE: 'BadSignature',
  AUTH_STORE_FULL: 'StoreFull',
  AUTH_MISCONFIGURED: 'ValueError',
}

/** An error of verification; `details.protocolName` is what other implementations of btauth/1 call it. */
export function authError(code: keyof typeof protocolNames, details: ErrorDetails = {}): SubnetkitError {
  return protocolErrors[code]({ ...details, protocolName: protocolNames[code] })
}

/** AUTH_MALFORMED with its reason, which never quotes a header's value. */
export const malformed = (reason: string): SubnetkitError => authError('AUTH_MALFORMED', { reason })
