import type { Header } from '@polkadot/types/interfaces'
import type { Registry } from '@polkadot/types/types'
import type { Head } from './chain.ts'
import { chainErrors } from './errors.ts'

/** The number and hash of a header as JSON-RPC gives it; the hash is Blake2-256 of its SCALE bytes. */
export function headerHash(registry: Registry, header: unknown): Head {
  try {
    const decoded = registry.createTypeUnsafe<Header>('Header', [header])
    return { number: decoded.number.toNumber(), hash: decoded.hash.toHex() }
  } catch (cause) {
    throw chainErrors.CHAIN_DECODE({ item: 'header', reason: 'it is no block header' }, { cause })
  }
}
