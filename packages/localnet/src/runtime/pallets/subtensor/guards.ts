import type { DispatchFailure } from '../../dispatch-error.ts'
import { moduleErrorTable } from '../../dispatch-error.ts'
import { customInvalid } from '../../invalid-transaction.ts'
import { errors } from './errors.ts'

/** What the pool answers for an error of SubtensorModule. Source: extensions/subtensor.rs. */
const codes: Partial<Record<keyof typeof errors, number>> = {
  AmountTooLow: 1,
  NotEnoughStakeToSetWeights: 1,
  NotEnoughBalanceToStake: 2,
  SubnetNotExists: 3,
  HotKeyAccountNotExists: 4,
  NotEnoughStakeToWithdraw: 5,
  CommittingWeightsTooFast: 6,
  SettingWeightsTooFast: 6,
  NetworkTxRateLimitExceeded: 6,
  InsufficientLiquidity: 7,
  SlippageTooHigh: 8,
  TransferDisallowed: 9,
  HotKeyNotRegisteredInNetwork: 10,
  InvalidIpAddress: 11,
  ServingRateLimitExceeded: 12,
  InvalidPort: 13,
  InvalidRevealRound: 15,
  NoWeightsCommitFound: 16,
  RevealTooEarly: 17,
  InputLengthsUnequal: 18,
  HotKeyNotRegisteredInSubNet: 19,
  NonAssociatedColdKey: 25,
  DelegateTakeTooLow: 26,
  DelegateTakeTooHigh: 27,
}

/** Any other error. */
const BAD_REQUEST = 255

const byIndex = new Map(
  Object.entries(codes).map(([name, code]) => [errors[moduleErrorTable][name]!.index, code]),
)

/** Refuses a transaction in the pool, with the code that stands for the error a block would give. */
export function refuse(problem: DispatchFailure | undefined): void {
  if (!problem) return
  const { error } = problem
  const index = error.type === 'Module' ? Number.parseInt(error.value.error.slice(2, 4), 16) : undefined
  throw customInvalid((index === undefined ? undefined : byIndex.get(index)) ?? BAD_REQUEST)
}
