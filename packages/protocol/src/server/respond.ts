import type { ServerResponse } from 'node:http'
import type { SubnetkitError } from '@subnetkit/core'
import type { BodyHeaders } from '../contract/body.ts'

const statuses: Readonly<Record<string, number>> = {
  AUTH_MALFORMED: 401,
  AUTH_WRONG_RECEIVER: 401,
  AUTH_STALE: 401,
  AUTH_REPLAYED: 401,
  AUTH_BAD_SIGNATURE: 401,
  AUTH_STORE_FULL: 503,
  BODY_INVALID: 400,
  PARAMS_INVALID: 400,
  BODY_TIMEOUT: 408,
  BODY_TOO_LARGE: 413,
  BODY_ENCODED: 415,
  ROUTE_NOT_FOUND: 404,
  RESOURCE_NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  RATE_LIMITED: 429,
  CALLER_BUSY: 429,
  SERVER_BUSY: 503,
  CALLER_UNKNOWN: 403,
  CALLER_WITHOUT_PERMIT: 403,
  CALLER_STAKE_TOO_LOW: 403,
  UNSIGNED_NOT_LOCAL: 403,
  DIRECTORY_STALE: 503,
  HANDLER_TIMEOUT: 504,
}

/** The HTTP status of one of our errors; 500 for those that are the server's own fault. */
export const statusOf = (error: SubnetkitError): number => statuses[error.code] ?? 500

/** Sends a whole body, with the headers that its codec wants beside the media type, or in place of it. */
export function sendWhole(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: Uint8Array,
  more: BodyHeaders = {},
): void {
  response.writeHead(status, {
    'content-type': contentType,
    ...more,
    'content-length': body.length,
    'cache-control': 'no-store',
  })
  response.end(body)
}

/**
 * Sends `{ error, code, message, remedy }`; `error` is the protocol's class name where it has one, as the official
 * recipe answers, else the code.
 */
export function sendError(response: ServerResponse, error: SubnetkitError): void {
  const { code, message, remedy, details } = error
  if (code === 'RATE_LIMITED') response.setHeader('retry-after', String(details.seconds ?? 1))
  if (code === 'METHOD_NOT_ALLOWED') response.setHeader('allow', String(details.allow))
  const body = { error: details.protocolName ?? code, code, message, remedy }
  sendWhole(response, statusOf(error), 'application/json', Buffer.from(JSON.stringify(body)))
}
