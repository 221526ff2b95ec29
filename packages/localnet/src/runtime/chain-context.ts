import type { EmittedEvent } from './events.ts'
import type { Origin } from './origin.ts'
import type { CallOutcome } from './pallet.ts'
import type { RuntimeCall } from './runtime-call.ts'
import type { HasState } from './state-view.ts'

/** The chain as a handler sees it, called `chain` everywhere. */
export interface ChainContext extends HasState {
  /** The number of the block that is being built (in queries: the block that is asked about). */
  readonly block: number
  /** The author of the block that is being built: gets the fees. */
  readonly author: string
  /** Records an event; lost if the call fails. */
  emit(event: EmittedEvent): void
  /** Runs `body` all or nothing: what it wrote and emitted is undone when it throws. */
  transaction<T>(body: () => T): T
  /**
   * Runs another call, all or nothing, after the chain's call filter.
   *
   * @throws DispatchFailure when it fails
   */
  dispatch(call: RuntimeCall, origin: Origin): CallOutcome | undefined
}
