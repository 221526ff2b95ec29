import { paysOf, weightOf } from '../call-info.ts'
import type { ChainContext } from '../chain-context.ts'
import { tryDispatch } from '../dispatch.ts'
import { type DispatchFailure, defineModuleErrors, dispatchError, failure } from '../dispatch-error.ts'
import { defineEvents, event } from '../events.ts'
import type { Origin } from '../origin.ts'
import { call, constant, definePallet } from '../pallet.ts'
import { type RuntimeCall, runtimeCall } from '../runtime-call.ts'
import { vec } from '../scale/composites.ts'
import { u32 } from '../scale/primitives.ts'

const batchedCallsLimit = 10_922

const errors = defineModuleErrors('Utility', 11, {
  TooManyCalls: [0, 'Too many calls batched.'],
  InvalidDerivedAccount: 1,
})
const events = defineEvents('Utility', 11, {
  BatchInterrupted: event(0, { index: u32, error: dispatchError }),
  BatchCompleted: event(1),
  BatchCompletedWithErrors: event(2),
  ItemCompleted: event(3),
  ItemFailed: event(4, { error: dispatchError }),
})

const args = { calls: vec(runtimeCall) }
type Args = { readonly calls: readonly RuntimeCall[] }

/** A batch weighs what its calls weigh, and is free when all of them are. Source: pallets/utility. */
const cost = {
  weight: ({ calls }: Args) => calls.reduce((sum, each) => sum + weightOf(each), 0n),
  pays: ({ calls }: Args) =>
    calls.some((each) => paysOf(each) === 'yes') ? ('yes' as const) : ('no' as const),
}

function checked(origin: Origin, calls: readonly RuntimeCall[]): readonly RuntimeCall[] {
  if (origin.type === 'none') throw failure.badOrigin()
  if (calls.length > batchedCallsLimit) throw errors.TooManyCalls()
  return calls
}

/** Runs calls in order until `onFailure` says to stop; gives whether all succeeded. */
function runAll(
  chain: ChainContext,
  origin: Origin,
  calls: readonly RuntimeCall[],
  onFailure: (failed: DispatchFailure, index: number) => 'stop' | 'go on',
): boolean {
  let clean = true
  for (const [index, each] of calls.entries()) {
    const failed = tryDispatch(chain, each, origin)
    if (!failed) chain.emit(events.ItemCompleted())
    else {
      clean = false
      if (onFailure(failed, index) === 'stop') break
    }
  }
  return clean
}

/** Several calls in one transaction. Source: pallets/utility (Subtensor's fork). */
export const utility = definePallet('Utility', 11, {
  crate: 'pallet_subtensor_utility',
  events,
  errors,
  constants: {
    batched_calls_limit: constant(u32, batchedCallsLimit, ['The limit on the number of batched calls.']),
  },
  calls: {
    batch: call(
      0,
      args,
      (chain, origin, { calls }) => {
        const clean = runAll(chain, origin, checked(origin, calls), (failed, index) => {
          chain.emit(events.BatchInterrupted({ index, error: failed.error }))
          return 'stop'
        })
        if (clean) chain.emit(events.BatchCompleted())
      },
      { ...cost, docs: ['Run calls in order until one fails; those before it stand.'] },
    ),
    batch_all: call(
      2,
      args,
      (chain, origin, { calls }) => {
        for (const each of checked(origin, calls)) {
          chain.dispatch(each, origin)
          chain.emit(events.ItemCompleted())
        }
        chain.emit(events.BatchCompleted())
      },
      { ...cost, docs: ['Run calls in order, all or nothing.'] },
    ),
    force_batch: call(
      4,
      args,
      (chain, origin, { calls }) => {
        const clean = runAll(chain, origin, checked(origin, calls), (failed) => {
          chain.emit(events.ItemFailed({ error: failed.error }))
          return 'go on'
        })
        chain.emit(clean ? events.BatchCompleted() : events.BatchCompletedWithErrors())
      },
      { ...cost, docs: ['Run calls in order; failures do not stop it.'] },
    ),
  },
})
