import type { Clock } from '@subnetkit/core'
import type { Block } from './block.ts'
import type { Chain } from './chain.ts'
import { localnetErrors } from './errors.ts'
import type { Pool } from './pool.ts'

/** When blocks are made: only on request, at each transaction, or at an interval. */
export type SealMode = 'manual' | 'instant' | { readonly everyMs: number }

/** Makes blocks from the pool. */
export interface Sealer {
  /** Makes `count` blocks at once; gives the last. */
  seal(count?: number): Block
  setMode(mode: SealMode): void
  /** To be told when a transaction has come in. */
  wake(): void
  stop(): void
}

/** What a sealer works with. */
export interface SealerOptions {
  readonly chain: Chain
  readonly pool: Pool
  readonly clock: Clock
  /** Told when the runtime failed on a transaction. */
  readonly onFault: (fault: unknown) => void
}

/** Throws OPTION_INVALID when an interval is not a whole number of milliseconds, 10 or more. */
export function checkSealMode(mode: SealMode): void {
  if (mode === 'manual' || mode === 'instant') return
  if (Number.isInteger(mode.everyMs) && mode.everyMs >= 10 && mode.everyMs <= 3_600_000) return
  throw localnetErrors.OPTION_INVALID({
    option: 'The block time',
    value: mode.everyMs,
    reason: 'it is a whole number of milliseconds from 10 to 3600000',
  })
}

/** Opens a sealer; it does nothing until a mode is set or {@link Sealer.seal} is called. */
export function openSealer({ chain, pool, clock, onFault }: SealerOptions): Sealer {
  let mode: SealMode = 'manual'
  let running = new AbortController()
  let scheduled = false

  const sealOne = (): Block => {
    const { block, rejected } = chain.build(pool.ready())
    for (const { fault } of rejected) if (fault !== undefined) onFault(fault)
    pool.settle(block, rejected)
    return block
  }

  const everyInterval = async (everyMs: number, signal: AbortSignal): Promise<void> => {
    // Counted from the start, so that the time that blocks take does not add up.
    let next = clock.monotonicMs() + everyMs
    for (;;) {
      await clock.sleep(Math.max(0, next - clock.monotonicMs()), signal)
      sealOne()
      next = Math.max(next + everyMs, clock.monotonicMs())
    }
  }

  return {
    seal: (count = 1) => {
      let block = chain.head
      for (let left = count; left > 0; left--) block = sealOne()
      return block
    },
    setMode: (next) => {
      checkSealMode(next)
      running.abort(new Error('another seal mode'))
      running = new AbortController()
      mode = next
      const { signal } = running
      if (typeof next === 'object') {
        everyInterval(next.everyMs, signal).catch((error: unknown) => {
          if (!signal.aborted) onFault(error)
        })
      }
    },
    wake: () => {
      if (mode !== 'instant' || scheduled) return
      scheduled = true
      // Later in the loop, so that transactions that arrive together share a block.
      setTimeout(() => {
        scheduled = false
        try {
          if (mode === 'instant' && pool.ready().length > 0) sealOne()
        } catch (error) {
          onFault(error)
        }
      }, 0)
    },
    stop: () => {
      mode = 'manual'
      running.abort(new Error('stopped'))
    },
  }
}
