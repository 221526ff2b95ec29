import type { Registry } from '@polkadot/types/types'
import { type Clock, isSubnetkitError } from '@subnetkit/core'
import type { Head } from './chain.ts'
import { headerHash } from './header-hash.ts'
import type { SocketProvider } from './socket/socket-provider.ts'

const type = 'chain_newHead'
const beforeRetryMs = 1000

/**
 * Calls back for each new best block until the returned function is called. A subscription that the node refuses or
 * breaks is made again after a second; one that is lost with the connection, by the provider.
 */
export function watchHeads(
  provider: SocketProvider,
  registry: Registry,
  clock: Clock,
  callback: (head: Head) => void,
): () => void {
  const stopped = new AbortController()

  const subscribe = async (): Promise<void> => {
    let broken = () => {}
    const ended = new Promise<void>((resolve) => {
      broken = resolve
      stopped.signal.addEventListener('abort', () => resolve(), { once: true })
    })
    const id = await provider.subscribe(type, 'chain_subscribeNewHeads', [], (error, header) => {
      if (stopped.signal.aborted) return
      if (error) broken()
      else callback(headerHash(registry, header))
    })
    await ended
    await provider.unsubscribe(type, 'chain_unsubscribeNewHeads', id)
  }
  const keepSubscribed = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      try {
        await subscribe()
      } catch (error) {
        // These two end the connection for good.
        if (isSubnetkitError(error, 'CHAIN_CLOSED') || isSubnetkitError(error, 'CHAIN_REPLACED')) return
      }
      if (!stopped.signal.aborted) await clock.sleep(beforeRetryMs, stopped.signal)
    }
  }
  // Only the end of the watch rejects it.
  keepSubscribed().catch(() => {})
  return () => stopped.abort(new Error('no longer watched'))
}
