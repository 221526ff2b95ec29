import { passesCallFilter } from './call-filter.ts'
import type { ChainContext } from './chain-context.ts'
import { DispatchFailure } from './dispatch-error.ts'
import type { Origin } from './origin.ts'
import type { CallOutcome } from './pallet.ts'
import { systemErrors } from './pallets/system-storage.ts'
import type { RuntimeCall } from './runtime-call.ts'

/**
 * Runs a call, all or nothing.
 *
 * @throws DispatchFailure when the call fails or the chain's filter refuses it (root passes the filter)
 */
export function dispatch(chain: ChainContext, call: RuntimeCall, origin: Origin): CallOutcome | undefined {
  if (origin.type !== 'root' && !passesCallFilter(call)) throw systemErrors.CallFiltered()
  return chain.transaction(() => call.definition.run(chain, origin, call.args) ?? undefined)
}

/** Runs a call; gives its failure instead of throwing it. Other errors are faults of ours and do throw. */
export function tryDispatch(
  chain: ChainContext,
  call: RuntimeCall,
  origin: Origin,
): DispatchFailure | undefined {
  try {
    chain.dispatch(call, origin)
    return undefined
  } catch (error) {
    if (error instanceof DispatchFailure) return error
    throw error
  }
}
