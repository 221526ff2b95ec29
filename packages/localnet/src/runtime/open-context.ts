import { type BlockScratch, blockOn } from './block-scratch.ts'
import type { ChainContext } from './chain-context.ts'
import { dispatch } from './dispatch.ts'
import { systemStorage } from './pallets/system-storage.ts'
import { zeroAccount } from './scale/chain-types.ts'
import type { StateView } from './state-view.ts'

/**
 * The chain on a state, as handlers see it. Tests of pallets start here.
 *
 * @example
 * ```ts fragment
 * const chain = openContext(emptyState())
 * storage.MaxSpace.set(chain, 5000)
 * ```
 */
export function openContext(
  state: StateView,
  scratch: BlockScratch = blockOn(state, zeroAccount),
): ChainContext & { readonly scratch: BlockScratch } {
  const context = {
    state,
    scratch,
    get block() {
      return systemStorage.Number.get(context)
    },
    get author() {
      return scratch.author
    },
    emit: (event: Parameters<ChainContext['emit']>[0]) => {
      scratch.events.push({ phase: scratch.phase, event })
    },
    transaction: <T>(body: () => T): T => {
      const events = scratch.events.length
      state.begin()
      try {
        const value = body()
        state.commit()
        return value
      } catch (error) {
        state.rollback()
        scratch.events.length = events
        throw error
      }
    },
    dispatch: (...[call, origin]: Parameters<ChainContext['dispatch']>) => dispatch(context, call, origin),
  }
  return context
}
