import { localnetErrors } from '../errors.ts'
import { type EmittedEvent, eventTable } from './events.ts'
import { extra } from './extensions.ts'
import type { CallDefinition, Pallet } from './pallet.ts'
import type { RuntimeCall } from './runtime-call.ts'
import { multiAddress, multiSignature } from './scale/chain-types.ts'
import { bytes, describeParams, field } from './scale/composites.ts'
import type { OuterTypes, Ty, TypeRegistry } from './scale/type.ts'
import { describeArm, writeArm } from './scale/variants.ts'

const cratePath = (pallet: Pallet): string => pallet.crate ?? `pallet_${pallet.name.toLowerCase()}`

/** The Rust path of a pallet's own enum: `pallet_balances::pallet::Call`. */
export const palletPath = (pallet: Pallet, what: 'Call' | 'Event' | 'Error'): string[] => [
  ...cratePath(pallet).split('::'),
  'pallet',
  what,
]

/** The enum of one pallet's calls; only described, since coding is done by {@link outerTypes}. */
const callEnums = new WeakMap<Pallet, Ty<unknown>>()
export function callEnum(pallet: Pallet): Ty<unknown> {
  const known = callEnums.get(pallet)
  if (known) return known
  const made = described((registry) => ({
    path: palletPath(pallet, 'Call'),
    params: [{ name: 'T', type: undefined }],
    def: {
      tag: 'variant',
      value: Object.entries(pallet.calls ?? {}).map(([name, call]) => ({
        name,
        index: call.index,
        fields: describeArm(registry, call.args),
        docs: [...(call.options.docs ?? [])],
      })),
    },
  }))
  callEnums.set(pallet, made)
  return made
}

const eventEnums = new WeakMap<Pallet, Ty<unknown>>()
export function eventEnum(pallet: Pallet): Ty<unknown> {
  const known = eventEnums.get(pallet)
  if (known) return known
  const made = described((registry) => ({
    path: palletPath(pallet, 'Event'),
    params: [{ name: 'T', type: undefined }],
    def: {
      tag: 'variant',
      value: Object.entries(pallet.events?.[eventTable] ?? {}).map(([name, arm]) => ({
        name,
        index: arm.index,
        fields: describeArm(registry, arm.fields),
        docs: [...arm.docs],
      })),
    },
  }))
  eventEnums.set(pallet, made)
  return made
}

/** A type that is only described, never coded by itself. */
export function described(describe: Ty<unknown>['describe']): Ty<unknown> {
  const never = (): never => {
    throw new TypeError('this type only exists in metadata')
  }
  return { write: never, read: never, describe, structural: false, leastSize: 1 }
}

/** The runtime's outer enums of calls and events, as one type each. */
export function outerTypes(pallets: readonly Pallet[]): OuterTypes & {
  readonly call: Ty<RuntimeCall>
  readonly event: Ty<EmittedEvent>
} {
  const byIndex = new Map(
    pallets.map((pallet) => [
      pallet.index,
      {
        pallet: pallet.name,
        calls: new Map(
          Object.entries(pallet.calls ?? {}).map(([name, definition]) => [
            definition.index,
            { name, definition },
          ]),
        ),
      },
    ]),
  )
  const indexOf = new Map(pallets.map((pallet) => [pallet.name, pallet.index]))
  const outer =
    (name: string, arms: (pallet: Pallet) => Ty<unknown> | undefined) => (registry: TypeRegistry) => ({
      path: ['node_subtensor_runtime', name],
      params: [],
      def: {
        tag: 'variant' as const,
        value: pallets.flatMap((pallet) => {
          const type = arms(pallet)
          if (!type) return []
          const fields = [field(registry, undefined, type)]
          return [{ name: pallet.name, index: pallet.index, fields, docs: [] }]
        }),
      },
    })

  const call: Ty<RuntimeCall> = {
    structural: false,
    leastSize: 2,
    write: (value, writer) => {
      writer.integer(indexOf.get(value.pallet) ?? -1, 1)
      writer.integer(value.definition.index, 1)
      writeArm(value.definition.args, value.args, writer)
    },
    read: (reader) => {
      const palletIndex = reader.integer(1)
      const pallet = byIndex.get(palletIndex)
      const callIndex = reader.integer(1)
      const found = pallet?.calls.get(callIndex)
      if (!pallet || !found) throw localnetErrors.CALL_UNKNOWN({ call: `${palletIndex}.${callIndex}` })
      return { pallet: pallet.pallet, ...found, args: readArgs(found.definition, reader) }
    },
    describe: outer('RuntimeCall', (pallet) => (pallet.calls ? callEnum(pallet) : undefined)),
  }
  const event: Ty<EmittedEvent> = {
    structural: false,
    leastSize: 2,
    write: (value, writer) => {
      writer.integer(value.palletIndex, 1)
      writer.integer(value.arm.index, 1)
      writeArm(value.arm.fields, value.value, writer)
    },
    read: (reader) => {
      throw reader.invalid('event', 'the runtime writes events and never reads them')
    },
    describe: outer('RuntimeEvent', (pallet) => (pallet.events ? eventEnum(pallet) : undefined)),
  }
  return { call, event }
}

const readArgs = (definition: CallDefinition, reader: Parameters<Ty<unknown>['read']>[0]) =>
  Object.fromEntries(Object.entries(definition.args).map(([name, type]) => [name, type.read(reader)]))

/** The extrinsic's type in metadata, with the type parameters that clients look for; values are its bytes. */
export const uncheckedExtrinsic: Ty<Uint8Array> = {
  ...bytes,
  structural: false,
  describe: (registry) => ({
    path: ['fp_self_contained', 'unchecked_extrinsic', 'UncheckedExtrinsic'],
    params: extrinsicParams(registry, 'Extension'),
    def: { tag: 'composite', value: [field(registry, undefined, genericExtrinsic)] },
  }),
}

const genericExtrinsic: Ty<Uint8Array> = {
  ...bytes,
  structural: false,
  describe: (registry) => ({
    path: ['sp_runtime', 'generic', 'unchecked_extrinsic', 'UncheckedExtrinsic'],
    params: extrinsicParams(registry, 'Extra'),
    def: { tag: 'composite', value: [field(registry, undefined, bytes)] },
  }),
}

const extrinsicParams = (registry: TypeRegistry, last: string) =>
  describeParams(registry, {
    Address: multiAddress,
    Call: registry.outer.call,
    Signature: multiSignature,
    [last]: extra,
  })
