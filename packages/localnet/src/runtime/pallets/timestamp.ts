import { failure } from '../dispatch-error.ts'
import { ensureNone } from '../origin.ts'
import { call, constant, definePallet } from '../pallet.ts'
import type { RuntimeConfig } from '../runtime-config.ts'
import { compact } from '../scale/composites.ts'
import { bool, u64 } from '../scale/primitives.ts'
import { defineStorage, value } from '../storage.ts'

export const timestampStorage = defineStorage('Timestamp', {
  Now: value(u64, 0n),
  DidUpdate: value(bool, false),
})

/** The chain's clock, set once a block by the author. Source: pallet_timestamp. */
export const timestampPallet = ({ slotDurationMs }: RuntimeConfig) =>
  definePallet('Timestamp', 2, {
    storage: timestampStorage,
    constants: {
      MinimumPeriod: constant(u64, BigInt(Math.floor(slotDurationMs / 2)), [
        'Least milliseconds between blocks.',
      ]),
    },
    calls: {
      set: call(
        0,
        { now: compact(u64) },
        (chain, origin, { now }) => {
          ensureNone(origin)
          // The real pallet panics here; a failed inherent makes our block builder refuse the block.
          if (timestampStorage.DidUpdate.get(chain)) throw failure.other()
          if (now <= timestampStorage.Now.get(chain)) throw failure.other()
          timestampStorage.Now.set(chain, now)
          timestampStorage.DidUpdate.set(chain, true)
        },
        { class: 'mandatory', weight: 0n, docs: ['Inherent: set the current time in Unix milliseconds.'] },
      ),
    },
    onFinalize: (chain) => timestampStorage.DidUpdate.remove(chain),
  })
