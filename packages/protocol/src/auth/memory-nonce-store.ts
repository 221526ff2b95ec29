import { type Clock, systemClock } from '@subnetkit/core'
import { authError } from './auth-error.ts'
import type { NonceStore } from './nonce-store.ts'

/** How long and how many nonces are kept. */
export interface MemoryNonceStoreOptions {
  /** How long a pair is kept. Default 60, as in the official SDK. */
  retentionSeconds?: number
  /** The most pairs at a time, about 100 bytes each. Default 1,000,000. */
  max?: number
  clock?: Clock
}

interface Kept {
  readonly hotkey: string
  readonly nonce: bigint
  readonly expiresMs: number
}

/**
 * A replay store in this process's memory: exact pairs, in any order, forgotten only by time (monotonic clock).
 * When `max` pairs are still fresh, `checkAndStore` throws AUTH_STORE_FULL. Several processes that share a hotkey need
 * a shared store instead.
 *
 * @example
 * ```ts
 * import { memoryNonceStore } from '@subnetkit/protocol'
 * const nonceStore = memoryNonceStore({ retentionSeconds: 60, max: 100_000 })
 * ```
 */
export function memoryNonceStore(
  options: MemoryNonceStoreOptions = {},
): NonceStore & { readonly size: number } {
  const { retentionSeconds = 60, max = 1_000_000, clock = systemClock } = options
  const used = new Map<string, Set<bigint>>()
  // Pairs in order of expiry: every pair is kept equally long. A cursor instead of shift(), which copies.
  let queue: Kept[] = []
  let head = 0

  const forgetExpired = (nowMs: number): void => {
    for (; head < queue.length; head++) {
      const { hotkey, nonce, expiresMs } = queue[head]!
      if (expiresMs > nowMs) break
      const nonces = used.get(hotkey)
      nonces?.delete(nonce)
      if (nonces?.size === 0) used.delete(hotkey)
    }
    if (head > 1_024 && head * 2 > queue.length) {
      queue = queue.slice(head)
      head = 0
    }
  }

  return {
    retentionSeconds,
    get size() {
      return queue.length - head
    },
    checkAndStore(hotkey, nonce) {
      const nowMs = clock.monotonicMs()
      forgetExpired(nowMs)
      let nonces = used.get(hotkey)
      if (nonces?.has(nonce)) return false
      const size = queue.length - head
      if (size >= max) throw authError('AUTH_STORE_FULL', { size })
      if (nonces === undefined) {
        nonces = new Set()
        used.set(hotkey, nonces)
      }
      nonces.add(nonce)
      queue.push({ hotkey, nonce, expiresMs: nowMs + retentionSeconds * 1_000 })
      return true
    },
  }
}
