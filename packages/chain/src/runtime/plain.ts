import { bool, Enum, Int, Option, Raw, Struct, Text, Tuple, UInt, Vec, VecFixed } from '@polkadot/types'
import type { Codec } from '@polkadot/types/types'
import { encodeSs58 } from '@subnetkit/wallet/keys'
import { chainErrors } from '../errors.ts'

/** A decoded chain value without classes: integers are bigint, accounts ss58, bytes hex, enums `{ type, value }`. */
export type Plain = bigint | boolean | string | null | readonly Plain[] | { readonly [field: string]: Plain }

const isAccount = (codec: Codec): boolean => codec.toRawType() === 'AccountId'

/** Turns a codec of @polkadot/types into plain data. Field names are camelCase, as @polkadot gives them. */
export function plain(codec: Codec): Plain {
  if (codec instanceof UInt || codec instanceof Int) return codec.toBigInt()
  if (codec instanceof bool) return codec.isTrue
  if (codec instanceof Option) return codec.isNone ? null : plain(codec.unwrap())
  if (codec instanceof Vec || codec instanceof VecFixed || codec instanceof Tuple) {
    return [...codec].map((item: Codec) => plain(item))
  }
  if (codec instanceof Enum) return { type: codec.type, value: plain(codec.value) }
  if (codec instanceof Struct) {
    return Object.fromEntries([...codec.entries()].map(([name, value]) => [name, plain(value as Codec)]))
  }
  if (codec instanceof Text) return codec.toString()
  if (codec instanceof Raw) return isAccount(codec) ? encodeSs58(codec.toU8a()) : codec.toHex()
  // Compact wraps the number it holds.
  if ('unwrap' in codec && typeof codec.unwrap === 'function') return plain(codec.unwrap() as Codec)
  if (codec.isEmpty && codec.toU8a().length === 0) return null
  return codec.toHex()
}

const wrong = (item: string, wanted: string) =>
  chainErrors.CHAIN_DECODE({ item, reason: `${wanted} was expected` })

/** Reads plain data with checks, so that a changed runtime gives CHAIN_DECODE and not nonsense. */
export const take = {
  bigint(value: Plain | undefined, item: string): bigint {
    if (typeof value !== 'bigint') throw wrong(item, 'an integer')
    return value
  },
  number(value: Plain | undefined, item: string): number {
    const number = Number(take.bigint(value, item))
    if (!Number.isSafeInteger(number)) throw wrong(item, 'an integer below 2^53')
    return number
  },
  boolean(value: Plain | undefined, item: string): boolean {
    if (typeof value !== 'boolean') throw wrong(item, 'a boolean')
    return value
  },
  text(value: Plain | undefined, item: string): string {
    if (typeof value !== 'string') throw wrong(item, 'text')
    return value
  },
  list(value: Plain | undefined, item: string): readonly Plain[] {
    if (!Array.isArray(value)) throw wrong(item, 'a list')
    return value
  },
  fields(value: Plain | undefined, item: string): { readonly [field: string]: Plain } {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(item, 'a record')
    return value as { readonly [field: string]: Plain }
  },
} as const
