import type { EmittedEvent } from '../events.ts'
import { h256 } from './chain-types.ts'
import { describeParams, field, vec } from './composites.ts'
import { u32 } from './primitives.ts'
import type { Ty, ValueOf } from './type.ts'
import { arm, variant } from './variants.ts'

/** When in a block an event happened. */
export const phase = variant('frame_system::Phase', {
  ApplyExtrinsic: arm(0, [u32]),
  Finalization: arm(1),
  Initialization: arm(2),
})
export type Phase = ValueOf<typeof phase>

/** An event with its place in the block. */
export interface EventRecord {
  readonly phase: Phase
  readonly event: EmittedEvent
}

const topics = vec(h256)

/** `frame_system::EventRecord<RuntimeEvent, Hash>`; our events have no topics. */
export const eventRecord: Ty<EventRecord> = {
  structural: false,
  leastSize: 4,
  write: (record, writer) => {
    phase.write(record.phase, writer)
    if (!writer.outer) throw new TypeError('events can only be coded within a runtime')
    writer.outer.event.write(record.event, writer)
    topics.write([], writer)
  },
  read: (reader) => {
    throw reader.invalid('EventRecord', 'the runtime writes events and never reads them')
  },
  describe: (registry) => ({
    path: ['frame_system', 'EventRecord'],
    params: describeParams(registry, { E: registry.outer.event, T: h256 }),
    def: {
      tag: 'composite',
      value: [
        field(registry, 'phase', phase),
        field(registry, 'event', registry.outer.event),
        field(registry, 'topics', topics),
      ],
    },
  }),
}
