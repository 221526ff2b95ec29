import { failure } from './dispatch-error.ts'
import type { AccountId } from './scale/chain-types.ts'

/** The account of a MultiAddress; only `Id` is known here, as on the real chain. Fails with CannotLookup. */
export function lookup(address: { readonly type: string; readonly value: unknown }): AccountId {
  if (address.type !== 'Id') throw failure.cannotLookup()
  return address.value as AccountId
}
