import type { BlockNumber, Netuid } from '@subnetkit/core'
import { take } from './runtime/plain.ts'
import type { Snapshot } from './snapshot.ts'

/** Blocks after which an epoch runs whatever the schedule says (runtime: MAX_TEMPO). */
const longestEpoch = 50_400

/** The stored state that decides when a subnet's next epoch runs. */
export interface EpochSchedule {
  readonly block: BlockNumber
  /** Blocks per epoch; 0 means that no epoch ever runs. */
  readonly tempo: number
  readonly lastEpochBlock: BlockNumber
  /** Block of an epoch that the owner triggered or the chain put off; 0 for none. */
  readonly pendingEpochAt: BlockNumber
  readonly blocksSinceLastStep: number
}

/** Where a subnet stands in its schedule. */
export interface EpochState extends EpochSchedule {
  /** How many epochs the subnet has had. */
  readonly index: number
  /** The earliest block that can run the next epoch, null when tempo is 0. The chain may put it off by a few. */
  readonly nextEpochBlock: BlockNumber | null
  /** `nextEpochBlock − block`, at least 1; null when tempo is 0. */
  readonly blocksUntilNext: number | null
}

/**
 * Whether an epoch is due in `block`, given the state before it (the runtime's `should_run_epoch`): the period is
 * `tempo` blocks counted from the last epoch, not a function of the block number.
 */
export function isEpochDue(schedule: EpochSchedule, block: BlockNumber): boolean {
  const { tempo, lastEpochBlock, pendingEpochAt, blocksSinceLastStep } = schedule
  if (tempo === 0) return false
  if (pendingEpochAt > 0 && block >= pendingEpochAt) return true
  if (blocksSinceLastStep + (block - schedule.block) > longestEpoch) return true
  return block - lastEpochBlock >= tempo
}

/** The first block after `schedule.block` in which an epoch is due, null when tempo is 0. */
export function nextEpochBlock(schedule: EpochSchedule): BlockNumber | null {
  const { block, tempo, lastEpochBlock, pendingEpochAt, blocksSinceLastStep } = schedule
  if (tempo === 0) return null
  const pending = pendingEpochAt > 0 ? pendingEpochAt : Number.POSITIVE_INFINITY
  const overdue = block + longestEpoch + 1 - blocksSinceLastStep
  return Math.max(block + 1, Math.min(pending, overdue, lastEpochBlock + tempo))
}

/** The schedule of subnet `netuid` at the snapshot's block. */
export async function readEpoch(snapshot: Snapshot, netuid: Netuid): Promise<EpochState> {
  const items = ['Tempo', 'LastEpochBlock', 'PendingEpochAt', 'BlocksSinceLastStep', 'SubnetEpochIndex']
  const values = await snapshot.storageAll([
    ...items.map((item) => ['SubtensorModule', item, netuid] as const),
    ['System', 'Number'],
  ])
  const [tempo, lastEpochBlock, pendingEpochAt, blocksSinceLastStep, index, block] = values.map((value, at) =>
    take.number(value, items[at] ?? 'System.Number'),
  ) as [number, number, number, number, number, number]
  const schedule = { block, tempo, lastEpochBlock, pendingEpochAt, blocksSinceLastStep }
  const next = nextEpochBlock(schedule)
  return {
    ...schedule,
    index,
    nextEpochBlock: next,
    blocksUntilNext: next === null ? null : next - block,
  }
}
