import { type LookupAddress, lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { Agent } from 'undici'
import { protocolErrors } from '../errors.ts'
import { mayConnect } from './address-policy.ts'

export interface AgentOptions {
  readonly allowLocal: boolean
  /** Connections to one axon at a time. */
  readonly connections: number
  /** For cleaning up; calls have their own deadline. */
  readonly connectTimeoutMs: number
}

/** Resolves names like the system does and drops addresses that may not be called: a name can point anywhere. */
const guardedLookup =
  (allowLocal: boolean): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return callback(error, '', 0)
      const allowed = found.filter(({ address }) => mayConnect(address, allowLocal))
      const first = allowed[0]
      if (first === undefined) return callback(protocolErrors.ADDRESS_REFUSED({ host: hostname }), '', 0)
      if (options.all) callback(null, allowed)
      else callback(null, first.address, first.family)
    })
  }

/**
 * The connection pool of one client. Its own timeouts are off (they are coarse, and do not cover connecting): every
 * call races its deadline. Nothing is retried and no redirect followed.
 */
export function createAgent(options: AgentOptions): Agent {
  return new Agent({
    connections: options.connections,
    pipelining: 1,
    // Longer than a block, so that a round need not connect anew.
    keepAliveTimeout: 60_000,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: 16_384,
    connect: { timeout: options.connectTimeoutMs, lookup: guardedLookup(options.allowLocal) },
  })
}
