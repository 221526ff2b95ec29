import type { ChainContext } from '../../../chain-context.ts'
import { isEpochDue } from '../epoch-schedule.ts'
import { events } from '../events.ts'
import { storage } from '../storage.ts'
import type { AlphaParts } from './accrual.ts'

/** Two uids with one hotkey: such a subnet's epoch is skipped. */
const isConsistent = (chain: ChainContext, netuid: number): boolean => {
  const hotkeys = [...storage.Keys.entries(chain, netuid)].map(([, hotkey]) => hotkey)
  return new Set(hotkeys).size === hotkeys.length
}

/** Takes what waited for the epoch. */
const drain = (chain: ChainContext, netuid: number): AlphaParts => {
  const parts = {
    server: storage.PendingServerEmission.get(chain, netuid),
    validator: storage.PendingValidatorEmission.get(chain, netuid),
    root: storage.PendingRootAlphaDivs.get(chain, netuid),
    owner: storage.PendingOwnerCut.get(chain, netuid),
  }
  storage.PendingServerEmission.set(chain, netuid, 0n)
  storage.PendingValidatorEmission.set(chain, netuid, 0n)
  storage.PendingRootAlphaDivs.set(chain, netuid, 0n)
  storage.PendingOwnerCut.set(chain, netuid, 0n)
  return parts
}

/**
 * Finds the epochs that run in this block and what each has to share out; all others that are due are put off by a
 * block. Source: coinbase/run_coinbase.rs, `drain_pending`.
 */
export function startDueEpochs(chain: ChainContext, netuids: readonly number[]): Map<number, AlphaParts> {
  const now = BigInt(chain.block)
  const most = storage.MaxEpochsPerBlock.get(chain)
  const started = new Map<number, AlphaParts>()
  for (const netuid of netuids) {
    storage.BlocksSinceLastStep.mutate(chain, netuid, (count) => count + 1n)
    if (!isEpochDue(chain, netuid)) continue
    if (started.size >= most) {
      storage.PendingEpochAt.set(chain, netuid, now + 1n)
      chain.emit(events.EpochDeferred({ netuid, from_block: now, to_block: now + 1n }))
      continue
    }
    if (isConsistent(chain, netuid)) {
      storage.BlocksSinceLastStep.set(chain, netuid, 0n)
      started.set(netuid, drain(chain, netuid))
    } else chain.emit(events.EpochSkipped({ netuid, block: now }))
    // The slot is used up either way.
    storage.LastEpochBlock.set(chain, netuid, now)
    storage.PendingEpochAt.set(chain, netuid, 0n)
    storage.SubnetEpochIndex.mutate(chain, netuid, (index) => index + 1n)
  }
  return started
}
