import { isIP } from 'node:net'
import { unmapAddress } from './address-policy.ts'

/**
 * The base URL of an axon as the chain has it; `::ffff:127.0.0.1` becomes 127.0.0.1. Never throws: what is no IP
 * address becomes 0.0.0.0, which the client refuses to call.
 *
 * @example
 * ```ts
 * import { axonUrl } from '@subnetkit/protocol/client'
 * axonUrl({ ip: '::ffff:127.0.0.1', port: 8091 }) // 'http://127.0.0.1:8091'
 * ```
 */
export function axonUrl(axon: { ip: string; port: number; ipType?: number }): string {
  const ip = unmapAddress(axon.ip)
  const version = isIP(ip)
  const host = version === 4 ? ip : version === 6 ? `[${ip}]` : '0.0.0.0'
  return `http://${host}:${axon.port}`
}
