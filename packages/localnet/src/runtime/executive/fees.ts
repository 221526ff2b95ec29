import { paysOf, weightOf } from '../call-info.ts'
import type { ChainContext } from '../chain-context.ts'
import { DispatchFailure } from '../dispatch-error.ts'
import { invalid } from '../invalid-transaction.ts'
import { depositBalance, rescind, spendable, withdrawBalance } from '../pallets/ledger.ts'
import { baseExtrinsicWeight } from '../pallets/system.ts'
import { paymentEvents } from '../pallets/transaction-payment.ts'
import type { RuntimeCall } from '../runtime-call.ts'
import type { AccountId } from '../scale/chain-types.ts'

/**
 * Rao for picoseconds of work: 0.0005 each, rounded to the nearest, halves down.
 * Source: subtensor runtime, LinearWeightToFee (Perbill 500_000).
 */
export const weightFee = (refTime: bigint): bigint => (refTime * 5n + 4999n) / 10_000n

/** Rao for bytes: one each. */
export const lengthFee = (length: number): bigint => BigInt(length)

/** The parts of what a transaction costs without its tip. */
export interface InclusionFee {
  readonly base_fee: bigint
  readonly len_fee: bigint
  readonly adjusted_weight_fee: bigint
}

/** What a call costs, or undefined when it is free. */
export const inclusionFee = (call: RuntimeCall, length: number): InclusionFee | undefined =>
  paysOf(call) === 'no'
    ? undefined
    : {
        base_fee: weightFee(baseExtrinsicWeight),
        len_fee: lengthFee(length),
        adjusted_weight_fee: weightFee(weightOf(call)),
      }

const sum = (fee: InclusionFee | undefined): bigint =>
  fee ? fee.base_fee + fee.len_fee + fee.adjusted_weight_fee : 0n

/** Rao without tip. */
export const totalFee = (call: RuntimeCall, length: number): bigint => sum(inclusionFee(call, length))

/** Refuses (Payment) a signer who cannot pay `amount` and keep the existential deposit. */
export function ensureCanPay(chain: ChainContext, who: AccountId, amount: bigint): void {
  if (amount > 0n && spendable(chain, who) < amount) throw invalid('Payment')
}

/** Takes fee and tip before the call runs. */
export const takeFee = (chain: ChainContext, who: AccountId, amount: bigint): void => {
  if (amount > 0n) withdrawBalance(chain, who, amount)
}

/**
 * After the call: gives back what it need not pay, and the rest to the block's author. What an author cannot
 * receive (a closed account, a sum below the existential deposit) is burned, so that no rao is unaccounted for.
 */
export function settleFee(
  chain: ChainContext,
  options: { who: AccountId; taken: bigint; tip: bigint; refunded: boolean },
): void {
  const { who, taken, tip, refunded } = options
  const refund = refunded ? taken - tip : 0n
  const givenBack = refund > 0n && tryDeposit(chain, who, refund) ? refund : 0n
  const paid = taken - givenBack
  if (paid > 0n && !tryDeposit(chain, chain.author, paid)) rescind(chain, paid)
  chain.emit(paymentEvents.TransactionFeePaid({ who, actual_fee: paid, tip }))
}

function tryDeposit(chain: ChainContext, who: AccountId, amount: bigint): boolean {
  try {
    chain.transaction(() => depositBalance(chain, who, amount))
    return true
  } catch (error) {
    if (error instanceof DispatchFailure) return false
    throw error
  }
}
