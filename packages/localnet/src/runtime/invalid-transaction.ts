import { u8 } from './scale/primitives.ts'
import type { ValueOf } from './scale/type.ts'
import { arm, variant } from './scale/variants.ts'

/** Source: sp_runtime::transaction_validity::InvalidTransaction. */
export const invalidTransaction = variant('sp_runtime::transaction_validity::InvalidTransaction', {
  Call: arm(0),
  Payment: arm(1),
  Future: arm(2),
  Stale: arm(3),
  BadProof: arm(4),
  AncientBirthBlock: arm(5),
  ExhaustsResources: arm(6),
  Custom: arm(7, [u8]),
  BadMandatory: arm(8),
  MandatoryValidation: arm(9),
  BadSigner: arm(10),
  IndeterminateImplicit: arm(11),
  UnknownOrigin: arm(12),
})
export type InvalidTransactionReason = ValueOf<typeof invalidTransaction>

/** Thrown by a check before dispatch: the transaction never enters pool or block, and pays nothing. */
export class InvalidTransaction extends Error {
  readonly reason: InvalidTransactionReason

  constructor(reason: InvalidTransactionReason) {
    super(reason.type === 'Custom' ? `Custom(${reason.value})` : reason.type)
    this.name = 'InvalidTransaction'
    this.reason = reason
  }
}

/** Refuses with one of Substrate's own reasons. */
export const invalid = (type: Exclude<InvalidTransactionReason['type'], 'Custom'>): InvalidTransaction =>
  new InvalidTransaction({ type, value: undefined })

/** Refuses with a code of Subtensor's extensions (`Custom error: N` to clients). */
export const customInvalid = (code: number): InvalidTransaction =>
  new InvalidTransaction({ type: 'Custom', value: code })

/** Source: sp_runtime::transaction_validity::UnknownTransaction. */
const unknownTransaction = variant('sp_runtime::transaction_validity::UnknownTransaction', {
  CannotLookup: arm(0),
  NoUnsignedValidator: arm(1),
  Custom: arm(2, [u8]),
})

/** Thrown when the runtime cannot even judge a transaction. */
export class UnknownTransaction extends Error {
  readonly reason: ValueOf<typeof unknownTransaction>

  constructor(type: 'CannotLookup' | 'NoUnsignedValidator') {
    super(type)
    this.name = 'UnknownTransaction'
    this.reason = { type, value: undefined }
  }
}

export const transactionValidityError = variant(
  'sp_runtime::transaction_validity::TransactionValidityError',
  {
    Invalid: arm(0, [invalidTransaction]),
    Unknown: arm(1, [unknownTransaction]),
  },
)

/** The wire form of a refusal; other errors are thrown on. */
export function toValidityError(error: unknown): ValueOf<typeof transactionValidityError> {
  if (error instanceof InvalidTransaction) return { type: 'Invalid', value: error.reason }
  if (error instanceof UnknownTransaction) return { type: 'Unknown', value: error.reason }
  throw error
}
