import type { Chain } from '@subnetkit/chain'
import type { Clock } from '@subnetkit/core'
import type { Localnet } from '@subnetkit/localnet'
import type { EpochLog } from './epoch-log.ts'
import { runLockstep } from './lockstep.ts'
import type { RunningSubnet } from './running-subnet.ts'
import type { Screen } from './screen.ts'
import type { Tally } from './tally.ts'

export interface RunOptions {
  localnet: Localnet
  chain: Chain
  subnets: readonly RunningSubnet[]
  log: EpochLog
  signal: AbortSignal
}

/** Wall time between blocks in lockstep, ms: enough for neurons to notice each. */
const paceMs = 40

/** Runs in lockstep until the log has seen enough epochs. */
export async function runEpochs(
  options: RunOptions & { tally: Tally; screen: Screen; clock: Clock; roundDeadlineMs: number },
): Promise<void> {
  const { localnet, chain, subnets, log, tally, screen, clock, signal } = options
  await localnet.setSeal('manual')
  await runLockstep({
    head: () => localnet.head().number,
    seal: () => localnet.seal(1),
    async schedules() {
      return Promise.all(
        subnets.map(async ({ netuid }) => {
          const { lastEpochBlock, nextEpochBlock } = await chain.epoch(netuid)
          return { netuid, lastEpochBlock, nextEpochBlock: nextEpochBlock ?? Number.POSITIVE_INFINITY }
        }),
      )
    },
    settled: (netuid, lastEpochBlock) => tally.settled(netuid, lastEpochBlock),
    afterEpoch: (netuid, block) => log.afterEpoch(netuid, block),
    clock,
    signal,
    paceMs,
    deadlineMs: options.roundDeadlineMs,
    onLate: (netuid) => screen.note(`subnet ${netuid}: a validator is late; the epoch closes without it`),
  })
}

/** Runs live, a block at every interval, until the signal aborts. */
export async function runLive(options: RunOptions & { blockTimeMs: number }): Promise<void> {
  const { localnet, chain, subnets, log, signal } = options
  const seen = new Map(subnets.map(({ netuid }) => [netuid, 0]))
  const stopWatching = localnet.onBlock(({ number }) => {
    for (const { netuid } of subnets) {
      void chain
        .epoch(netuid)
        .then(async ({ lastEpochBlock }) => {
          if (lastEpochBlock <= seen.get(netuid)! || lastEpochBlock > number) return
          seen.set(netuid, lastEpochBlock)
          await log.afterEpoch(netuid, lastEpochBlock)
        })
        // A read that fails while everything stops is nothing; otherwise the next block tells the same.
        .catch(() => {})
    }
  })
  try {
    await localnet.setSeal({ everyMs: options.blockTimeMs })
    await untilAborted(signal)
  } finally {
    stopWatching()
  }
}

/** Resolves when the signal aborts. */
export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
