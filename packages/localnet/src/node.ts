import type { Clock } from '@subnetkit/core'
import type { Chain } from './chain.ts'
import { type Finality, followFinality } from './finality.ts'
import { openPool, type Pool } from './pool.ts'
import { openSealer, type Sealer } from './sealer.ts'

/** All that JSON-RPC serves, without the server. */
export interface Node {
  readonly chain: Chain
  readonly pool: Pool
  readonly sealer: Sealer
  readonly finality: Finality
  readonly clock: Clock
  /** What `system_name` and `system_version` say. */
  readonly name: string
  readonly version: string
  stop(): void
}

/** What a node is made of. */
export interface NodeOptions {
  readonly chain: Chain
  readonly clock: Clock
  readonly name: string
  readonly version: string
  readonly onFault: (fault: unknown) => void
}

/** Puts a node together; nothing listens yet. */
export function openNode({ chain, clock, name, version, onFault }: NodeOptions): Node {
  const pool = openPool(chain)
  const sealer = openSealer({ chain, pool, clock, onFault })
  const finality = followFinality(chain, clock)
  return {
    chain,
    pool,
    sealer,
    finality,
    clock,
    name,
    version,
    stop: () => {
      sealer.stop()
      finality.stop()
      pool.clear()
    },
  }
}
