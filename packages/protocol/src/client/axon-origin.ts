import { isIP } from 'node:net'
import { mayConnect } from './address-policy.ts'
import { AskFailure } from './ask-failure.ts'

/**
 * The origin of an axon, when its address may be called; else an AskFailure is thrown. Names are looked at again when
 * they have been resolved.
 */
export function axonOrigin(url: string, allowLocal: boolean): string {
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    throw new AskFailure('address-refused', 'the axon has no URL')
  }
  const { protocol, hostname, username, password, pathname, search, hash } = parsed
  const bare = pathname === '/' && search === '' && hash === '' && username === '' && password === ''
  if (!bare || !/^https?:$/.test(protocol)) {
    throw new AskFailure('address-refused', 'the URL of the axon is more than http, host and port')
  }
  const host = hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !mayConnect(host, allowLocal)) {
    throw new AskFailure('address-refused', `${host} is not an address that this client may call`)
  }
  return parsed.origin
}
