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
  BODY_TIMEOUT: {
    message: 'The body did not arrive within {seconds} s.',
    remedy: 'Send it at once; check the connection.',
  },
  BODY_ENCODED: {
    message: 'The body is compressed.',
    remedy: 'Send it as it is, without Content-Encoding: the signature covers the bytes on the wire.',
  },
  ROUTE_NOT_FOUND: {
    message: 'There is nothing at this path.',
    remedy: 'Use a path of the contract of this subnet.',
  },
  RESOURCE_NOT_FOUND: {
    message: 'There is no {kind} {name} here.',
    remedy: 'Ask for one that this miner lists.',
  },
  METHOD_NOT_ALLOWED: {
    message: 'This path answers to {allow} only.',
    remedy: 'Use that method.',
  },
  UNSIGNED_NOT_LOCAL: {
    message: 'This server takes unsigned requests from programs on its own machine only.',
    remedy: 'Sign the request, or send it from this machine to a loopback address, without a proxy.',
  },
  RATE_LIMITED: {
    message: 'Too many requests from this address could not be verified.',
    remedy: 'Wait {seconds} s, and correct how requests are signed.',
  },
  CALLER_BUSY: {
    message: 'This caller has {max} requests under way already.',
    remedy: 'Wait for an answer before asking again.',
  },
  SERVER_BUSY: {
    message: 'The server works at its limit.',
    remedy: 'Try again later.',
  },
  CALLER_UNKNOWN: {
    message: 'The hotkey is not registered on this subnet.',
    remedy: 'Register it, and wait until the metagraph of this server has been refreshed.',
  },
  CALLER_WITHOUT_PERMIT: {
    message: 'The hotkey has no validator permit on this subnet.',
    remedy: 'Stake enough to be among the validators of this subnet, and wait for the next epoch.',
  },
  CALLER_STAKE_TOO_LOW: {
    message: 'The hotkey has too little stake to be served here.',
    remedy: 'Stake {missing} rao more.',
  },
  DIRECTORY_STALE: {
    message: 'The metagraph of this server is {seconds} s old, so nobody can be let in.',
    remedy: 'Try again later; the operator should check the connection to the chain.',
  },
  HANDLER_FAILED: {
    message: 'The miner failed to answer.',
    remedy: 'Ask again, or ask another; the operator finds the cause in the log.',
  },
  HANDLER_TIMEOUT: {
    message: 'The miner did not answer within {seconds} s.',
    remedy: 'Ask for less, or ask another.',
  },
  RESPONSE_INVALID: {
    message: 'The miner made an answer that its contract does not allow.',
    remedy: 'Ask another; the operator finds the cause in the log.',
  },
  RESPONSE_TOO_LARGE: {
    message: 'The miner made an answer of more than {max} bytes.',
    remedy: 'Ask for less; the limit stands in the contract.',
  },
  ADDRESS_REFUSED: {
    message: 'The address {host} is not one that a public network may name.',
    remedy:
      'On a local network create the client with allowLocal; elsewhere the miner must announce a public address.',
  },
  SERVER_PORT_TAKEN: {
    message: 'Port {port} of {host} is taken.',
    remedy: 'Stop what uses it, or choose another port.',
  },
  LISTEN_FAILED: {
    message: 'Cannot listen on {host}:{port}: {reason}.',
    remedy: 'Choose an address of this machine and a port that this user may open.',
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
