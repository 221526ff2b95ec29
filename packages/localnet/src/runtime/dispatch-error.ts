import { byteArray, struct, unit } from './scale/composites.ts'
import { u8 } from './scale/primitives.ts'
import type { ValueOf } from './scale/type.ts'
import { arm, enumeration, result, variant } from './scale/variants.ts'

const moduleError = struct('sp_runtime::ModuleError', { index: u8, error: byteArray(4) })

const tokenError = enumeration('sp_runtime::TokenError', [
  'FundsUnavailable',
  'OnlyProvider',
  'BelowMinimum',
  'CannotCreate',
  'UnknownAsset',
  'Frozen',
  'Unsupported',
  'CannotCreateHold',
  'NotExpendable',
  'Blocked',
])
const arithmeticError = enumeration('sp_arithmetic::ArithmeticError', [
  'Underflow',
  'Overflow',
  'DivisionByZero',
])
const transactionalError = enumeration('sp_runtime::TransactionalError', ['LimitReached', 'NoLayer'])
const trieError = enumeration('sp_runtime::proving_trie::TrieError', [
  'InvalidStateRoot',
  'IncompleteDatabase',
  'ValueAtIncompleteKey',
  'DecoderError',
  'InvalidHash',
  'DuplicateKey',
  'ExtraneousNode',
  'ExtraneousValue',
  'ExtraneousHashReference',
  'InvalidChildReference',
  'ValueMismatch',
  'IncompleteProof',
  'RootMismatch',
  'DecodeError',
])

/** Why a call failed. Source: sp_runtime::DispatchError. */
export const dispatchError = variant('sp_runtime::DispatchError', {
  Other: arm(0),
  CannotLookup: arm(1),
  BadOrigin: arm(2),
  Module: arm(3, [moduleError]),
  ConsumerRemaining: arm(4),
  NoProviders: arm(5),
  TooManyConsumers: arm(6),
  Token: arm(7, [tokenError]),
  Arithmetic: arm(8, [arithmeticError]),
  Transactional: arm(9, [transactionalError]),
  Exhausted: arm(10),
  Corruption: arm(11),
  Unavailable: arm(12),
  RootNotAllowed: arm(13),
  Trie: arm(14, [trieError]),
})
export type DispatchError = ValueOf<typeof dispatchError>

/** `Result<(), DispatchError>`, as events carry it. */
export const dispatchResult = result(unit, dispatchError)

/**
 * Thrown by a handler when its call fails: the runtime rolls the call back and reports the error in an event.
 * It never leaves the runtime, so it is no SubnetkitError.
 */
export class DispatchFailure extends Error {
  readonly error: DispatchError

  constructor(error: DispatchError, name: string) {
    super(name)
    this.name = 'DispatchFailure'
    this.error = error
  }
}

const simple = (
  type: 'Other' | 'CannotLookup' | 'BadOrigin' | 'ConsumerRemaining' | 'Exhausted' | 'Unavailable',
) => new DispatchFailure({ type, value: undefined }, type)

/** The failures that do not belong to a pallet: `throw failure.badOrigin()`. */
export const failure = {
  other: () => simple('Other'),
  cannotLookup: () => simple('CannotLookup'),
  badOrigin: () => simple('BadOrigin'),
  consumerRemaining: () => simple('ConsumerRemaining'),
  exhausted: () => simple('Exhausted'),
  unavailable: () => simple('Unavailable'),
  token: (value: ValueOf<typeof tokenError>) =>
    new DispatchFailure({ type: 'Token', value }, `Token.${value}`),
  arithmetic: (value: ValueOf<typeof arithmeticError>) =>
    new DispatchFailure({ type: 'Arithmetic', value }, `Arithmetic.${value}`),
}

/** An error of a pallet: its variant index, or index and docs. */
export type ErrorDeclaration = number | readonly [index: number, docs: string]

/** The declared errors of a pallet: one function per error, and the table that metadata is made from. */
export type ModuleErrors<E> = { readonly [N in keyof E]: () => DispatchFailure } & {
  readonly [moduleErrorTable]: Readonly<Record<string, { index: number; docs: string[] }>>
}
export const moduleErrorTable = Symbol('errors of a pallet')

/**
 * Declares the errors of a pallet with their real indices.
 *
 * @example
 * ```ts
 * const errors = defineModuleErrors('Commitments', 18, { AccountNotAllowedCommit: [1, 'The account is not registered.'] })
 * throw errors.AccountNotAllowedCommit()
 * ```
 */
export function defineModuleErrors<const E extends Readonly<Record<string, ErrorDeclaration>>>(
  pallet: string,
  palletIndex: number,
  declared: E,
): ModuleErrors<E> {
  const table = Object.fromEntries(
    Object.entries(declared).map(([name, each]) => [
      name,
      typeof each === 'number' ? { index: each, docs: [] } : { index: each[0], docs: [each[1]] },
    ]),
  )
  const functions = Object.fromEntries(
    Object.entries(table).map(([name, { index }]) => [
      name,
      () =>
        new DispatchFailure(
          {
            type: 'Module',
            value: { index: palletIndex, error: `0x${index.toString(16).padStart(2, '0')}000000` },
          },
          `${pallet}.${name}`,
        ),
    ]),
  )
  return { ...functions, [moduleErrorTable]: table } as ModuleErrors<E>
}
