import { Enum, Result } from '@polkadot/types'
import type { DispatchError, EventRecord } from '@polkadot/types/interfaces'
import type { Codec } from '@polkadot/types/types'
import { type Plain, plain } from '../runtime/plain.ts'
import type { RuntimeView } from '../runtime/runtime-view.ts'
import { hexBytes } from '../runtime/runtime-view.ts'

/** A dispatch error, named by the runtime: `SubtensorModule`, `SettingWeightsTooFast`. */
export interface DispatchFailure {
  readonly pallet: string
  readonly name: string
  readonly docs: string
}

/** One event of an extrinsic. */
export interface ChainEvent {
  readonly pallet: string
  readonly name: string
  /** A record when the runtime names the fields, a list otherwise. */
  readonly data: Plain
  /** The dispatch error that the event carries, if any. */
  readonly failure: DispatchFailure | null
}

/** Decodes `System.Events` of a block and picks those of extrinsic number `index`, in order. */
export function eventsOf(runtime: RuntimeView, value: string | null, index: number): ChainEvent[] {
  if (value === null) return []
  const type = 'Vec<FrameSystemEventRecord>'
  const records = runtime.registry.createTypeUnsafe(type, [hexBytes(value)]) as unknown as EventRecord[]
  return records
    .filter(({ phase }) => phase.isApplyExtrinsic && phase.asApplyExtrinsic.eqn(index))
    .map(({ event }) => {
      const fields: Codec[] = [...event.data]
      const values = fields.map((field) => plain(field))
      const failure = fields.map(failureIn).find((found) => found !== null) ?? null
      return {
        pallet: runtime.palletName(event.section),
        name: event.method,
        data: event.data.names
          ? Object.fromEntries(event.data.names.map((name, at) => [name, values[at]!]))
          : values,
        failure: failure && runtime.moduleError(failure),
      }
    })
}

/** A fallback that ran is told with the error it ran for; the call itself went well. */
const harmless = new Set(['Utility.IfElseFallbackCalled'])

/**
 * Why a call failed: from `ExtrinsicFailed`, or from a call inside it that a sudo, proxy, multisig or batch wrapped
 * while the outer one succeeded. Null when nothing failed.
 */
export function failureOf(events: readonly ChainEvent[]): DispatchFailure | null {
  return (
    events.find(({ failure, pallet, name }) => failure && !harmless.has(`${pallet}.${name}`))?.failure ?? null
  )
}

function failureIn(codec: Codec): DispatchError | null {
  if (codec instanceof Result) return codec.isErr ? failureIn(codec.asErr as Codec) : null
  if (codec instanceof Enum && codec.defKeys.includes('Module') && codec.defKeys.includes('BadOrigin')) {
    return codec as unknown as DispatchError
  }
  return null
}
