import { defineErrors } from '@subnetkit/core'

/** Every error that this package throws on purpose, by code. */
export const protocolErrors = defineErrors({
  AUTH_MALFORMED: {
    message: 'The btauth/1 headers are malformed: {reason}.',
    remedy: 'Send the headers of btauth/1 exactly once each, as a signer of the protocol writes them.',
  },
  AUTH_WRONG_RECEIVER: {
    message: 'The request is signed for another receiver.',
    remedy: 'Sign for the hotkey that is registered for this axon, and send it in X-Bittensor-Receiver.',
  },
  AUTH_STALE: {
    message: 'The nonce is {seconds} s {side} the window of this server.',
    remedy: 'Set the clock of the sender (NTP), and sign right before sending.',
  },
  AUTH_REPLAYED: {
    message: 'This nonce of this hotkey has been used before.',
    remedy: 'Sign every attempt anew, retries included.',
  },
  AUTH_BAD_SIGNATURE: {
    message: 'The signature does not fit this request, its sender or the scheme trusted for it.',
    remedy:
      'Sign the raw body and the raw request target, with the scheme that the server trusts for the hotkey.',
  },
  AUTH_STORE_FULL: {
    message: 'The replay store holds {size} nonces and none has expired.',
    remedy: 'Raise its `max`, or lower the load: a nonce that is still fresh is never forgotten.',
  },
  AUTH_MISCONFIGURED: {
    message: 'This verifier is set up wrongly: {reason}.',
    remedy: 'Correct the options of verifyRequest or of the nonce store.',
  },
  AUTH_UNSIGNABLE: {
    message: 'A request cannot be signed with this {field}.',
    remedy: 'Pass one without line breaks; a nonce is a bigint of at most 20 digits, not negative.',
  },
  CONTRACT_INVALID: {
    message: 'The contract "{name}" is not valid: {reason}.',
    remedy: 'Correct the call of defineContract.',
  },
  ROUTE_UNKNOWN: {
    message: 'The contract "{name}" has no route "{route}".',
    remedy: 'Name one of: {routes}.',
  },
  PARAMS_INVALID: {
    message: 'The path {path} cannot be filled: {reason}.',
    remedy: 'Pass every parameter of the path as a string that is not empty.',
  },
  BODY_INVALID: {
    message: 'The body does not fit its schema: {issues}.',
    remedy: 'Send what the contract of the subnet describes.',
  },
  BODY_TOO_LARGE: {
    message: 'The body has more than {max} bytes.',
    remedy: 'Send less; the limit stands in the contract.',
  },
})

/** Codes that `verifyRequest` throws on account of a request (not of the server's configuration). */
export type AuthErrorCode =
  | 'AUTH_MALFORMED'
  | 'AUTH_WRONG_RECEIVER'
  | 'AUTH_STALE'
  | 'AUTH_REPLAYED'
  | 'AUTH_BAD_SIGNATURE'
  | 'AUTH_STORE_FULL'
