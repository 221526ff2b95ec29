import { classOf, paysOf } from '../call-info.ts'
import type { ChainContext } from '../chain-context.ts'
import { invalid } from '../invalid-transaction.ts'
import { systemStorage } from '../pallets/system-storage.ts'
import { type AccountId, zeroAccount } from '../scale/chain-types.ts'
import { checkSignature } from './check-signature.ts'
import type { DecodedExtrinsic } from './decode-extrinsic.ts'
import { ensureCanPay, totalFee } from './fees.ts'

/** A signed extrinsic that may run. */
export interface CheckedExtrinsic {
  readonly who: AccountId
  /** The account's next nonce; what the extrinsic says may be greater, but never less. */
  readonly accountNonce: number
  /** Fee and tip to take, in rao. */
  readonly fee: bigint
}

/**
 * What the transaction extensions check, in their order, without writing anything.
 *
 * @throws InvalidTransaction, UnknownTransaction
 */
export function checkExtrinsic(chain: ChainContext, extrinsic: DecodedExtrinsic): CheckedExtrinsic {
  const who = checkSignature(chain, extrinsic)
  const { nonce, tip } = extrinsic.signature!
  const { call } = extrinsic
  // CheckNonZeroSender
  if (who === zeroAccount) throw invalid('BadSigner')
  // CheckNonce; Subtensor's lets accounts without funds make calls that are free.
  const account = systemStorage.Account.get(chain, who)
  if (paysOf(call) === 'yes' && account.providers === 0 && account.sufficients === 0) throw invalid('Payment')
  if (nonce < account.nonce) throw invalid('Stale')
  // CheckWeight: inherents are not for users.
  if (classOf(call) === 'mandatory') throw invalid('BadMandatory')
  // ChargeTransactionPayment
  const fee = totalFee(call, extrinsic.length) + tip
  ensureCanPay(chain, who, fee)
  // SudoTransactionExtension, SubtensorTransactionExtension
  call.definition.options.validate?.(chain, who, call.args)
  return { who, accountNonce: account.nonce, fee }
}
