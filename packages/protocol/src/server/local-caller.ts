import type { IncomingMessage } from 'node:http'
import { addressKind } from '../client/address-policy.ts'
import { protocolErrors } from '../errors.ts'

/** Whether a request has anything of a signature: then it is checked as one, never let through as unsigned. */
export const mayBeSigned = ({ headers }: IncomingMessage): boolean =>
  Object.keys(headers).some((name) => name.startsWith('x-bittensor-'))

const isLoopback = (address: string | undefined): boolean =>
  address !== undefined && addressKind(address) === 'loopback'

/** `127.0.0.1:8091`, `[::1]`, `localhost`: another name would be a web page's trick with its own domain. */
const isLocalHost = (host: string | undefined): boolean => {
  const name = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+))(?::\d{1,5})?$/i.exec(host ?? '')
  const text = name?.[1] ?? name?.[2]
  return text?.toLowerCase() === 'localhost' || isLoopback(text)
}

/** Headers of browsers' pages and of proxies: the caller may be anywhere. */
const foreign = ['origin', 'sec-fetch-site', 'forwarded', 'x-forwarded-for', 'x-real-ip', 'via']

/**
 * Lets a program on this machine pass, and nobody else.
 *
 * @throws UNSIGNED_NOT_LOCAL
 */
export function assertLocalCaller({ socket, headers }: IncomingMessage): void {
  const isLocal =
    isLoopback(socket.localAddress) &&
    isLoopback(socket.remoteAddress) &&
    isLocalHost(headers.host) &&
    foreign.every((name) => headers[name] === undefined)
  if (!isLocal) throw protocolErrors.UNSIGNED_NOT_LOCAL()
}
