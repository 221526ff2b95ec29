import type { Ty, ValueOf } from './scale/type.ts'
import { type Arm, type ArmFields, type ArmValue, arm } from './scale/variants.ts'

/** Declares an event: `event(28, [u16, accountId])`, `event(0, { netuid: u16, who: accountId })`, `event(89)`. */
export const event: typeof arm = arm

/** An event that happened, ready for `chain.emit`. */
export interface EmittedEvent {
  readonly pallet: string
  readonly palletIndex: number
  readonly name: string
  readonly arm: Arm
  readonly value: unknown
}

/** Unnamed fields are passed one by one, named ones as a record. */
type EventArguments<F> = F extends undefined
  ? []
  : F extends readonly Ty<unknown>[]
    ? { -readonly [K in keyof F]: ValueOf<F[K]> }
    : [ArmValue<F>]

/** One function per event, and the arms that metadata is made from. */
export type Events<D> = {
  readonly [N in keyof D]: D[N] extends Arm<infer F> ? (...values: EventArguments<F>) => EmittedEvent : never
} & { readonly [eventTable]: Readonly<Record<string, Arm>> }
export const eventTable = Symbol('events of a pallet')

/**
 * Declares the events of a pallet with their real indices.
 *
 * @example
 * ```ts fragment
 * const events = defineEvents('SubtensorModule', 7, { TempoSet: event(52, [u16, u16]) })
 * chain.emit(events.TempoSet(netuid, tempo))
 * ```
 */
export function defineEvents<const D extends Readonly<Record<string, Arm>>>(
  pallet: string,
  palletIndex: number,
  declared: D,
): Events<D> {
  const functions = Object.fromEntries(
    Object.entries(declared).map(([name, each]) => [
      name,
      (...values: readonly unknown[]): EmittedEvent => ({
        pallet,
        palletIndex,
        name,
        arm: each,
        value: argumentsToValue(each.fields, values),
      }),
    ]),
  )
  return { ...functions, [eventTable]: declared } as unknown as Events<D>
}

const argumentsToValue = (fields: ArmFields, values: readonly unknown[]): unknown =>
  fields !== undefined && Array.isArray(fields) && fields.length !== 1 ? values : values[0]
