import type { Netuid } from '@subnetkit/core'
import type { Chain, Head } from './chain.ts'
import type { EpochState } from './epoch.ts'
import { chainErrors } from './errors.ts'

/** Options of {@link waitForEpoch}. */
export interface WaitForEpochOptions {
  readonly netuid: Netuid
  /** Resolves at the first epoch after this block (default: after the newest epoch at the time of the call). */
  readonly after?: number
  /** Default: without limit. */
  readonly deadlineMs?: number
  readonly signal?: AbortSignal
}

/**
 * Waits for a subnet's next epoch by watching `LastEpochBlock` at every new block. Block arithmetic would be wrong:
 * epochs are triggered by owners, put off by the chain and restarted with every change of tempo.
 *
 * @returns the schedule at the first head seen with the new epoch, and that head
 * @throws CHAIN_WAIT_EXPIRED, the signal's reason
 * @example
 * ```ts
 * import { waitForEpoch } from '@subnetkit/chain'
 * const { epoch } = await waitForEpoch(chain, { netuid: 2 })
 * console.log('epoch', epoch.index, 'ran in block', epoch.lastEpochBlock)
 * ```
 */
export async function waitForEpoch(
  chain: Chain,
  options: WaitForEpochOptions,
): Promise<{ epoch: EpochState; head: Head }> {
  const { netuid, deadlineMs, signal } = options
  signal?.throwIfAborted()
  const after = options.after ?? (await chain.epoch(netuid)).lastEpochBlock
  const timer = new AbortController()
  const what = `an epoch of subnet ${netuid}`
  let unwatch = () => {}
  const onAbort = () => timer.abort()
  signal?.addEventListener('abort', onAbort, { once: true })
  try {
    return await new Promise((resolve, reject) => {
      timer.signal.addEventListener('abort', () => reject(signal?.reason), { once: true })
      if (deadlineMs !== undefined) {
        chain.clock.sleep(deadlineMs, timer.signal).then(
          () => reject(chainErrors.CHAIN_WAIT_EXPIRED({ what, ms: deadlineMs })),
          () => {},
        )
      }
      let isLooking = false
      let newest: Head | null = null
      const look = async () => {
        // One look at a time; heads that come meanwhile are covered by a look at the newest of them.
        if (isLooking) return
        isLooking = true
        while (newest) {
          const head: Head = newest
          newest = null
          const epoch = await chain.epoch(netuid, head.hash)
          if (epoch.lastEpochBlock > after) resolve({ epoch, head })
        }
        isLooking = false
      }
      const onHead = (head: Head) => {
        newest = head
        look().catch(reject)
      }
      unwatch = chain.onHead(onHead)
      // The epoch may have come before the subscription.
      chain.head().then(onHead, reject)
    })
  } finally {
    unwatch()
    signal?.removeEventListener('abort', onAbort)
    timer.abort()
  }
}
