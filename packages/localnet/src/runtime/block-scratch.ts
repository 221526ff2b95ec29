import type { EventRecord, Phase } from './scale/event-record.ts'
import type { StateView } from './state-view.ts'

/** What a block that is being built keeps outside the state, until it is finalized. */
export interface BlockScratch {
  /** Kept here, since writing them to the state at each event would make a block quadratic. */
  readonly events: EventRecord[]
  phase: Phase
  readonly extrinsics: Uint8Array[]
  author: string
  /** Of extrinsics of the normal class. */
  refTime: bigint
  length: number
}

// A state is one object while a block is built on it, and only then.
const scratches = new WeakMap<StateView, BlockScratch>()

/** Starts a block on a state: no events, no extrinsics. */
export function openBlock(state: StateView, author: string): BlockScratch {
  const scratch: BlockScratch = {
    events: [],
    phase: { type: 'Initialization', value: undefined },
    extrinsics: [],
    author,
    refTime: 0n,
    length: 0,
  }
  scratches.set(state, scratch)
  return scratch
}

/** The block that is being built on a state; for a query a passing one, whose events are lost. */
export const blockOn = (state: StateView, author: string): BlockScratch =>
  scratches.get(state) ?? openBlock(state, author)

export const closeBlock = (state: StateView): void => {
  scratches.delete(state)
}
