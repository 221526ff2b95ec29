import type { PortEpoch } from '../chain-port.ts'

/** How long a round may take, all in milliseconds from its start. */
export interface RoundBudget {
  /** Until when answers must be there. */
  readonly askMs: number
  /** Until when they must be verified; the rest is for scores and weights. */
  readonly settleMs: number
}

/** Where tempo is 0 no epoch ever comes; rounds then take at most this long. */
const withoutEpochMs = 120_000

/**
 * The time of a round. Weights that count for the coming epoch must be in a block before the epoch's own, so they must
 * be in the pool half a slot before the last of those is made. With `fixedMs` blocks do not matter: a chain in lockstep
 * waits for the round.
 */
export function roundBudget(options: { epoch: PortEpoch; slotMs: number; fixedMs?: number }): RoundBudget {
  const { epoch, slotMs, fixedMs } = options
  const chainMs =
    epoch.tempo === 0 ? withoutEpochMs : Math.max(0, (epoch.blocksUntilNext - 1.5) * Math.max(1, slotMs))
  const wholeMs = fixedMs ?? chainMs
  return { askMs: wholeMs * 0.75, settleMs: wholeMs * 0.95 }
}
