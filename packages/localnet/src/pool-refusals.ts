import { RpcError } from './rpc/rpc-error.ts'
import type { transactionValidityError } from './runtime/invalid-transaction.ts'
import type { ValueOf } from './runtime/scale/type.ts'

/** The words that a Substrate node uses; clients match on them. Source: sp_runtime::transaction_validity. */
const invalidWords: Readonly<Record<string, string>> = {
  Call: 'Transaction call is not expected',
  Payment: 'Inability to pay some fees (e.g. account balance too low)',
  Future: 'Transaction will be valid in the future',
  Stale: 'Transaction is outdated',
  BadProof: 'Transaction has a bad signature',
  AncientBirthBlock: 'Transaction has an ancient birth block',
  ExhaustsResources: 'Transaction would exhaust the block limits',
  BadMandatory: 'A call was labelled as mandatory, but resulted in an Error.',
  MandatoryValidation: 'Transaction dispatch is mandatory; transactions must not be validated.',
  BadSigner: 'Invalid signing address',
  IndeterminateImplicit: 'The implicit data was unable to be calculated',
  UnknownOrigin: 'The transaction extension did not authorize any origin',
}
const unknownWords: Readonly<Record<string, string>> = {
  CannotLookup: 'Could not lookup information required to validate the transaction',
  NoUnsignedValidator: 'Could not find an unsigned validator for the unsigned transaction',
}

const wordsOf = (
  reason: { readonly type: string; readonly value: unknown },
  words: Readonly<Record<string, string>>,
  custom: string,
): string => (reason.type === 'Custom' ? `${custom}: ${reason.value}` : (words[reason.type] ?? reason.type))

/** A refusal of the runtime as JSON-RPC says it. */
export const refusalOf = (error: ValueOf<typeof transactionValidityError>): RpcError =>
  error.type === 'Invalid'
    ? new RpcError(1010, 'Invalid Transaction', wordsOf(error.value, invalidWords, 'Custom error'))
    : new RpcError(
        1011,
        'Unknown Transaction Validity',
        wordsOf(error.value, unknownWords, 'Custom unknown error'),
      )

/** Refusals of the pool itself. Source: sc-rpc-api, author/error.rs. */
export const poolRefusals = {
  alreadyImported: (hash: string) => new RpcError(1013, 'Transaction Already Imported', hash),
  priorityTooLow: (old: bigint, given: bigint) =>
    new RpcError(
      1014,
      `Priority is too low: (${old} vs ${given})`,
      'The transaction has too low priority to replace another transaction already in the pool.',
    ),
  full: () =>
    new RpcError(1016, 'Immediately Dropped', "The transaction couldn't enter the pool because of the limit"),
  badFormat: (reason: string) => new RpcError(1001, `Extrinsic has invalid format: ${reason}`),
  runtimeError: (reason: string) =>
    new RpcError(1002, `Verification Error: Runtime error: ${reason}`, reason),
}
