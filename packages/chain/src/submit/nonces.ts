import type { Clock, Ss58 } from '@subnetkit/core'

/** How long a nonce of ours counts against what the node says: nodes behind one address may differ. */
const trustedMs = 60_000

/**
 * Hands out nonces, one submission of a key at a time: the next one starts when the pool has taken (or refused) the
 * one before, so a key's transactions arrive in order and none waits for a gap to be filled.
 */
export interface Nonces {
  /**
   * Runs `send` with the key's next nonce when the key's earlier ones are through. When `send` fails, the nonce is
   * free again and the next submission asks the node anew.
   */
  next<T>(account: Ss58, send: (nonce: number) => Promise<T>): Promise<T>
  /** Forgets what was handed out, after a transaction fell out of the pool. */
  forget(account: Ss58): void
  /** Forgets all, after a reconnect: the node behind the address may have started anew. */
  forgetAll(): void
}

/** @param ask the node's answer to `system_accountNextIndex`: pool included */
export function keepNonces(ask: (account: Ss58) => Promise<number>, clock: Clock): Nonces {
  const tails = new Map<Ss58, Promise<unknown>>()
  const used = new Map<Ss58, { nonce: number; atMs: number }>()

  const run = async <T>(account: Ss58, send: (nonce: number) => Promise<T>): Promise<T> => {
    const last = used.get(account)
    const fromNode = await ask(account)
    const isFresh = last !== undefined && clock.monotonicMs() - last.atMs < trustedMs
    const nonce = isFresh ? Math.max(fromNode, last.nonce + 1) : fromNode
    try {
      const result = await send(nonce)
      used.set(account, { nonce, atMs: clock.monotonicMs() })
      return result
    } catch (error) {
      used.delete(account)
      throw error
    }
  }

  return {
    next(account, send) {
      const before = tails.get(account) ?? Promise.resolve()
      const result = before.then(() => run(account, send))
      const tail = result.catch(() => {})
      tails.set(account, tail)
      tail.then(() => {
        if (tails.get(account) === tail) tails.delete(account)
      })
      return result
    },
    forget: (account) => void used.delete(account),
    forgetAll: () => used.clear(),
  }
}
