import type { Clock } from '@subnetkit/core'

/** What lockstep needs to know of one subnet. */
export interface EpochSchedule {
  netuid: number
  /** The block whose start ran the subnet's last epoch; names the round that runs now. */
  lastEpochBlock: number
  /** The block whose start runs the subnet's next epoch. */
  nextEpochBlock: number
}

export interface LockstepOptions {
  head(): number
  seal(): Promise<unknown>
  schedules(): Promise<readonly EpochSchedule[]>
  /** Whether every living validator of the subnet has settled its questions for the epoch that runs now. */
  settled(netuid: number, lastEpochBlock: number): boolean
  /** Called after the block that ran an epoch. Returns true when the network has seen enough. */
  afterEpoch(netuid: number, block: number): Promise<boolean>
  clock: Clock
  signal: AbortSignal
  /** Wall time between blocks, ms: neurons get a moment to notice each. */
  paceMs: number
  /** Longest wait for a round, ms; then the epoch closes without those who are late. */
  deadlineMs: number
  onLate(netuid: number): void
}

/**
 * Seals blocks so that the result does not depend on the machine's speed: the last block before an epoch, the one that
 * can still take weights, waits until the subnet's validators have settled or their deadline has passed.
 */
export async function runLockstep(options: LockstepOptions): Promise<void> {
  const { clock, signal } = options
  while (!signal.aborted) {
    const next = options.head() + 1
    const schedules = await options.schedules()
    const closing = schedules.filter(({ nextEpochBlock }) => nextEpochBlock === next + 1)
    const startedAt = clock.monotonicMs()
    for (const { netuid, lastEpochBlock } of closing) {
      while (!options.settled(netuid, lastEpochBlock)) {
        if (clock.monotonicMs() - startedAt > options.deadlineMs) {
          options.onLate(netuid)
          break
        }
        await clock.sleep(20, signal)
      }
    }
    await options.seal()
    // An epoch that was put off (too many in one block) shows by a schedule that has not moved.
    const running = schedules.filter(({ nextEpochBlock }) => nextEpochBlock <= next)
    if (running.length > 0) {
      const after = new Map((await options.schedules()).map((schedule) => [schedule.netuid, schedule]))
      for (const { netuid } of running) {
        const moved = (after.get(netuid)?.nextEpochBlock ?? 0) > next
        if (moved && (await options.afterEpoch(netuid, next))) return
      }
    }
    await clock.sleep(options.paceMs, signal)
  }
}
