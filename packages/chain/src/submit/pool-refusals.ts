import type { RpcError } from '../socket/rpc-error.ts'

/** `InvalidTransaction::Custom(code)` of Subtensor's transaction extensions (runtime: CustomTransactionError). */
export const customRefusals: Readonly<Record<number, string>> = {
  0: 'ColdkeyInSwapSchedule',
  1: 'StakeAmountTooLow',
  2: 'BalanceTooLow',
  3: 'SubnetNotExists',
  4: 'HotkeyAccountDoesntExist',
  5: 'NotEnoughStakeToWithdraw',
  6: 'RateLimitExceeded',
  7: 'InsufficientLiquidity',
  8: 'SlippageTooHigh',
  9: 'TransferDisallowed',
  10: 'HotKeyNotRegisteredInNetwork',
  11: 'InvalidIpAddress',
  12: 'ServingRateLimitExceeded',
  13: 'InvalidPort',
  14: 'ZeroMaxAmount',
  15: 'InvalidRevealRound',
  16: 'CommitNotFound',
  17: 'CommitBlockNotInRevealRange',
  18: 'InputLengthsUnequal',
  19: 'UidNotFound',
  20: 'EvmKeyAssociateRateLimitExceeded',
  21: 'ColdkeySwapDisputed',
  22: 'InvalidRealAccount',
  23: 'FailedShieldedTxParsing',
  24: 'InvalidShieldedTxPubKeyHash',
  25: 'NonAssociatedColdKey',
  26: 'DelegateTakeTooLow',
  27: 'DelegateTakeTooHigh',
  255: 'BadRequest',
}

/** How Substrate nodes word the other reasons, and the runtime's name for each. */
const wordings: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/inability to pay some fees/i, 'Payment'],
  [/will be valid in the future/i, 'Future'],
  [/is outdated/i, 'Stale'],
  [/bad signature/i, 'BadProof'],
  [/call is not expected/i, 'Call'],
  [/ancient birth block/i, 'AncientBirthBlock'],
  [/block limit|exhausts? the (block )?resources/i, 'ExhaustsResources'],
  [/invalid signing address/i, 'BadSigner'],
  [/mandatory/i, 'BadMandatory'],
  [/priority is too low/i, 'PriorityTooLow'],
  [/already imported/i, 'AlreadyImported'],
  [/temporarily banned/i, 'TemporarilyBanned'],
  [/couldn't enter the pool|immediately dropped/i, 'ImmediatelyDropped'],
]

const byRpcCode: Readonly<Record<number, string>> = {
  1012: 'TemporarilyBanned',
  1013: 'AlreadyImported',
  1014: 'PriorityTooLow',
  1016: 'ImmediatelyDropped',
}

/** Why a pool did not take a transaction. */
export interface PoolRefusal {
  /** N of `Custom error: N`; null for every other reason. */
  readonly code: number | null
  /** The runtime's name of the reason, `Unknown` when the node's words are new to us. */
  readonly name: string
  /** The node's own words. */
  readonly said: string
}

/** Reads a pool's refusal out of the JSON-RPC error with which a node answers a submission. */
export function readPoolRefusal(error: Pick<RpcError, 'code' | 'message' | 'data'>): PoolRefusal {
  const said = error.message
  const custom = /custom error:\s*(\d+)/i.exec(said)
  if (custom) {
    const code = Number(custom[1])
    return { code, name: customRefusals[code] ?? `Custom${code}`, said }
  }
  const worded = wordings.find(([pattern]) => pattern.test(said))
  return { code: null, name: worded?.[1] ?? byRpcCode[error.code] ?? 'Unknown', said }
}
