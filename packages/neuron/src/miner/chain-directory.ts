import type { Clock } from '@subnetkit/core'
import type { CallerDirectory } from '@subnetkit/protocol/server'
import type { ChainPort, PortMetagraph } from '../chain-port.ts'

/** A directory of callers that follows the chain. */
export interface ChainDirectory extends CallerDirectory {
  /** The newest snapshot. */
  metagraph(): PortMetagraph
  /** Reads the chain now, whatever the interval. */
  refresh(): Promise<PortMetagraph>
  stop(): void
}

/**
 * Keeps a snapshot of who is registered: read again with new blocks, but not more often than every `minRefreshMs`, and
 * by a timer when blocks stay away (a chain may pause; an age tells how old the knowledge is, not the block). While
 * the chain cannot be read the age grows, and whoever serves by it refuses everybody once it is too old.
 *
 * @throws what reading the metagraph throws, for the first read only
 */
export async function chainDirectory(options: {
  chain: ChainPort
  netuid: number
  clock: Clock
  minRefreshMs: number
  /** How long blocks may stay away before it reads again. */
  idleRefreshMs: number
  onRefresh: (metagraph: PortMetagraph) => void
  onError: (error: unknown) => void
}): Promise<ChainDirectory> {
  const { chain, netuid, clock, minRefreshMs, idleRefreshMs } = options
  const stopping = new AbortController()
  let metagraph: PortMetagraph
  let byHotkey = new Map<string, { uid: number; stake: bigint; validatorPermit: boolean }>()
  let readAtMs = 0
  let reading: Promise<PortMetagraph> | undefined
  let isWaiting = false

  const read = async (): Promise<PortMetagraph> => {
    const startedMs = clock.monotonicMs()
    const next = await chain.metagraph(netuid)
    metagraph = next
    // As old as the question, not as the answer.
    readAtMs = startedMs
    byHotkey = new Map(
      next.neurons.map(({ hotkey, uid, stakeWeight, validatorPermit }) => [
        hotkey,
        // The owner sets weights without a permit, so it may ask without one.
        { uid, stake: stakeWeight, validatorPermit: validatorPermit || hotkey === next.ownerHotkey },
      ]),
    )
    if (!stopping.signal.aborted) options.onRefresh(next)
    return next
  }
  const refresh = (): Promise<PortMetagraph> => {
    reading ??= read().finally(() => {
      reading = undefined
    })
    return reading
  }
  const refreshSoon = async (): Promise<void> => {
    if (isWaiting) return
    isWaiting = true
    try {
      const waitMs = readAtMs + minRefreshMs - clock.monotonicMs()
      if (waitMs > 0) await clock.sleep(waitMs, stopping.signal)
      await refresh()
    } catch (error) {
      if (!stopping.signal.aborted) options.onError(error)
    } finally {
      isWaiting = false
    }
  }
  const refreshWhenIdle = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await clock.sleep(idleRefreshMs, stopping.signal)
      if (clock.monotonicMs() - readAtMs >= idleRefreshMs) await refreshSoon()
    }
  }

  metagraph = await refresh()
  const unwatch = chain.onHead(() => void refreshSoon())
  refreshWhenIdle().catch(() => {})
  return {
    ageMs: () => clock.monotonicMs() - readAtMs,
    get: (hotkey) => byHotkey.get(hotkey),
    metagraph: () => metagraph,
    refresh,
    stop() {
      unwatch()
      stopping.abort()
    },
  }
}
