import { failure } from './dispatch-error.ts'
import type { AccountId } from './scale/chain-types.ts'

/** On whose behalf a call runs. */
export type Origin =
  | { readonly type: 'signed'; readonly who: AccountId }
  | { readonly type: 'root' }
  | { readonly type: 'none' }

export const rootOrigin: Origin = { type: 'root' }
export const noneOrigin: Origin = { type: 'none' }
export const signedOrigin = (who: AccountId): Origin => ({ type: 'signed', who })

/** The signer; fails with BadOrigin when there is none. */
export function signed(origin: Origin): AccountId {
  if (origin.type !== 'signed') throw failure.badOrigin()
  return origin.who
}

/** Fails with BadOrigin unless the call comes from Sudo. */
export function ensureRoot(origin: Origin): void {
  if (origin.type !== 'root') throw failure.badOrigin()
}

/** Fails with BadOrigin unless the call is an inherent or unsigned. */
export function ensureNone(origin: Origin): void {
  if (origin.type !== 'none') throw failure.badOrigin()
}

/** The signer, or undefined for root; fails with BadOrigin for anything else. */
export function signedOrRoot(origin: Origin): AccountId | undefined {
  return origin.type === 'root' ? undefined : signed(origin)
}
