import type { AccountId } from './scale/chain-types.ts'

/** What the chain starts from. */
export interface Genesis {
  /** Who owns rao at the start. */
  readonly endowments: readonly { readonly account: AccountId; readonly rao: bigint }[]
  /** The account that may do anything. */
  readonly sudo: AccountId
  /** sr25519 public keys of the block authors, who take turns and get the fees. */
  readonly authorities: readonly AccountId[]
}
