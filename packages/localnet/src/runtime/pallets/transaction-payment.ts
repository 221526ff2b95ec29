import { defineEvents, event } from '../events.ts'
import { constant, definePallet } from '../pallet.ts'
import { accountId, fixedU128 } from '../scale/chain-types.ts'
import { u8, u64 } from '../scale/primitives.ts'
import { defineStorage, value } from '../storage.ts'

const storage = defineStorage('TransactionPayment', {
  /** Constant 1 on Subtensor: fees do not rise with demand. */
  NextFeeMultiplier: value(fixedU128, 1_000_000_000_000_000_000n),
})

export const paymentEvents = defineEvents('TransactionPayment', 6, {
  TransactionFeePaid: event(0, { who: accountId, actual_fee: u64, tip: u64 }),
})

/** What transactions pay; the sums are in {@link ../executive/fees.ts}. Source: pallet_transaction_payment. */
export const transactionPayment = definePallet('TransactionPayment', 6, {
  crate: 'pallet_transaction_payment',
  storage,
  events: paymentEvents,
  constants: { OperationalFeeMultiplier: constant(u8, 5) },
})
