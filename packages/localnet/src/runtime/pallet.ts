import { localnetErrors } from '../errors.ts'
import type { ChainContext } from './chain-context.ts'
import { moduleErrorTable } from './dispatch-error.ts'
import { eventTable } from './events.ts'
import type { Genesis } from './genesis.ts'
import type { Origin } from './origin.ts'
import type { AccountId } from './scale/chain-types.ts'
import { encode, type FieldsOf, type Ty } from './scale/type.ts'
import type { Arm } from './scale/variants.ts'
import type { AnyStorageItem } from './storage.ts'

/** The arguments of a call, by name. */
export type Args = Readonly<Record<string, Ty<unknown>>>

/** What a call costs and who may send it, besides what its handler does. */
export interface CallOptions<A> {
  /** `'no'`: the signer pays no fee (a tip would still be paid). Default `'yes'`. */
  readonly pays?: 'yes' | 'no' | ((args: FieldsOf<A>) => 'yes' | 'no')
  /** Operational calls go before normal ones in the pool. Default `'normal'`; inherents are `'mandatory'`. */
  readonly class?: 'normal' | 'operational' | 'mandatory'
  /** Picoseconds of the chain's processor, of which the fee is a fraction. Default 200 000 000. */
  readonly weight?: bigint | ((args: FieldsOf<A>) => bigint)
  /**
   * Checked before the call enters pool or block, only for the outermost call of a signed transaction.
   * Throws InvalidTransaction to refuse; must not write.
   */
  readonly validate?: (chain: ChainContext, who: AccountId, args: FieldsOf<A>) => void
  /** What clients show for the call. */
  readonly docs?: readonly string[]
}

/** What a handler may give back: `{ pays: 'no' }` returns the fee to the signer. */
export interface CallOutcome {
  readonly pays: 'no'
}

/** A declared call. */
export interface CallDefinition {
  readonly index: number
  readonly args: Args
  readonly options: CallOptions<Args>
  run(chain: ChainContext, origin: Origin, args: Readonly<Record<string, unknown>>): CallOutcome | undefined
}

/** ref_time of a call that says nothing else: about four reads and one write of the real database. */
export const defaultWeight = 200_000_000n

/**
 * Declares a call: its real index, its arguments in order, and what it does. The handler throws to fail.
 *
 * @example
 * ```ts
 * remark: call(0, { remark: bytes }, (chain, origin, { remark }) => { signed(origin) }, { docs: ['Does nothing.'] })
 * ```
 */
export function call<const A extends Args>(
  index: number,
  args: A,
  // biome-ignore lint/suspicious/noConfusingVoidType: a handler that says nothing is the rule
  run: (chain: ChainContext, origin: Origin, args: FieldsOf<A>) => CallOutcome | void,
  options: CallOptions<A> = {},
): CallDefinition {
  // One place where the argument types are forgotten; encoding and decoding keep them true.
  return { index, args, run, options } as unknown as CallDefinition
}

/** A constant of a pallet: fixed in the metadata. */
export interface Constant {
  readonly type: Ty<unknown>
  readonly value: unknown
  readonly docs: readonly string[]
}

/** Declares a constant: `constant(u64, 500n)`. */
export const constant = <V>(type: Ty<V>, value: V, docs: readonly string[] = []): Constant => ({
  type: type as Ty<unknown>,
  value,
  docs,
})

/** What a pallet may declare. Everything is optional. */
export interface PalletParts {
  readonly storage?: Readonly<Record<string, AnyStorageItem>>
  readonly errors?: {
    readonly [moduleErrorTable]: Readonly<Record<string, { index: number; docs: string[] }>>
  }
  readonly events?: { readonly [eventTable]: Readonly<Record<string, Arm>> }
  readonly constants?: Readonly<Record<string, Constant>>
  readonly calls?: Readonly<Record<string, CallDefinition>>
  /** Writes what the pallet holds at block 0. */
  readonly genesis?: (chain: ChainContext, genesis: Genesis) => void
  /** Runs at the start of every block, in the order of the pallets' indices. */
  readonly onInitialize?: (chain: ChainContext) => void
  /** Runs at the end of every block. */
  readonly onFinalize?: (chain: ChainContext) => void
  /** The crate that Rust's types live in, for the paths in metadata: `pallet_commitments`. */
  readonly crate?: string
}

/** A declared pallet. */
export interface Pallet extends PalletParts {
  readonly name: string
  readonly index: number
}

/**
 * Puts a pallet together from what it declares, and checks that no index is used twice.
 *
 * @throws PALLET_INVALID
 * @example
 * ```ts fragment
 * export const commitments = definePallet('Commitments', 18, { storage, errors, events, calls: { … } })
 * ```
 */
export function definePallet<const P extends PalletParts>(
  name: string,
  index: number,
  parts: P,
): P & { readonly name: string; readonly index: number } {
  const unique = (what: string, indices: readonly number[]) => {
    const twice = indices.find((each, at) => indices.indexOf(each) !== at)
    if (twice !== undefined) {
      throw localnetErrors.PALLET_INVALID({ pallet: name, reason: `two ${what} with index ${twice}` })
    }
  }
  unique(
    'calls',
    Object.values(parts.calls ?? {}).map((each) => each.index),
  )
  unique(
    'events',
    Object.values(parts.events?.[eventTable] ?? {}).map((each) => each.index),
  )
  unique(
    'errors',
    Object.values(parts.errors?.[moduleErrorTable] ?? {}).map((each) => each.index),
  )
  for (const [item, { pallet }] of Object.entries(parts.storage ?? {})) {
    if (pallet !== name) {
      throw localnetErrors.PALLET_INVALID({ pallet: name, reason: `storage ${item} is of ${pallet}` })
    }
  }
  for (const each of Object.values(parts.constants ?? {})) encode(each.type, each.value)
  return { ...parts, name, index }
}
