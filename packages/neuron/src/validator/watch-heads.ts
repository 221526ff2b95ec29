import type { Clock } from '@subnetkit/core'
import type { ChainPort } from '../chain-port.ts'

/** The newest block, for a loop that looks at it when it has time: heads that came meanwhile count as one. */
export interface HeadWatch {
  /** Height of the newest block seen, 0 before the first. */
  number(): number
  /** Resolves with the next head, or after `idleMs` without one; rejects when the signal aborts. */
  next(): Promise<void>
  onHead(listener: (number: number) => void): () => void
  stop(): void
}

/** Follows a chain's heads. The timer is for a subscription that died silently: the loop then looks by itself. */
export function watchHeads(options: {
  chain: ChainPort
  clock: Clock
  idleMs: number
  signal: AbortSignal
}): HeadWatch {
  const { chain, clock, idleMs, signal } = options
  const listeners = new Set<(number: number) => void>()
  let newest = 0
  let isPending = false
  let wake: () => void = () => {}
  const unwatch = chain.onHead((head) => {
    newest = Math.max(newest, head.number)
    isPending = true
    wake()
    for (const listener of listeners) listener(newest)
  })
  return {
    number: () => newest,
    async next() {
      signal.throwIfAborted()
      if (!isPending) {
        const timer = new AbortController()
        const woken = new Promise<void>((resolve) => {
          wake = resolve
        })
        const idle = clock.sleep(idleMs, AbortSignal.any([signal, timer.signal]))
        idle.catch(() => {})
        await Promise.race([woken, idle])
        timer.abort()
      }
      isPending = false
      signal.throwIfAborted()
    },
    onHead(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop: unwatch,
  }
}
