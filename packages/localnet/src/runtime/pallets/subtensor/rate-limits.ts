import type { ChainContext } from '../../chain-context.ts'
import type { AccountId } from '../../scale/chain-types.ts'
import type { ValueOf } from '../../scale/type.ts'
import { saturatingSub } from './math/fixed-point.ts'
import { storage } from './storage.ts'
import type { hyperparameter } from './types.ts'

/** A hyperparameter as the chain tells them apart for the owner's rate limit. */
export type Hyperparameter = ValueOf<typeof hyperparameter>

/** What may be done only every so many blocks, per subnet. Source: utils/rate_limiting.rs. */
export type LimitedAction =
  | { readonly type: 'hyperparameter'; readonly which: Hyperparameter }
  | { readonly type: 'version-key' }
  | { readonly type: 'tempo' }

/** Actions that are remembered per account, by the chain's numbers for them. */
const transactionKey = { 'version-key': 4, tempo: 11 } as const

const MIN_TEMPO = 360n

const limitOf = (chain: ChainContext, netuid: number, action: LimitedAction): bigint => {
  const tempo = BigInt(storage.Tempo.get(chain, netuid))
  switch (action.type) {
    case 'hyperparameter':
      return tempo * BigInt(storage.OwnerHyperparamRateLimit.get(chain))
    case 'version-key':
      return tempo * storage.WeightsVersionKeyRateLimit.get(chain)
    case 'tempo':
      return MIN_TEMPO
  }
}

const lastBlock = (chain: ChainContext, who: AccountId, netuid: number, action: LimitedAction): bigint =>
  action.type === 'hyperparameter'
    ? storage.LastRateLimitedBlock.get(chain, {
        type: 'OwnerHyperparamUpdate',
        value: [netuid, action.which],
      })
    : storage.TransactionKeyLastBlock.get(chain, who, netuid, transactionKey[action.type])

/** Whether enough blocks went by since `last`; 0 stands for never. */
export const isPast = (chain: ChainContext, last: bigint, limit: bigint): boolean =>
  last === 0n || saturatingSub(BigInt(chain.block), last) >= limit

/** Whether the action may be done again. */
export const passesLimit = (
  chain: ChainContext,
  who: AccountId,
  netuid: number,
  action: LimitedAction,
): boolean => isPast(chain, lastBlock(chain, who, netuid, action), limitOf(chain, netuid, action))

/** Remembers that it was done. */
export function recordAction(
  chain: ChainContext,
  who: AccountId,
  netuid: number,
  action: LimitedAction,
): void {
  const now = BigInt(chain.block)
  if (action.type === 'hyperparameter') {
    const key = { type: 'OwnerHyperparamUpdate', value: [netuid, action.which] } as const
    storage.LastRateLimitedBlock.set(
      chain,
      key as Parameters<typeof storage.LastRateLimitedBlock.get>[1],
      now,
    )
  } else storage.TransactionKeyLastBlock.set(chain, who, netuid, transactionKey[action.type], now)
}

/** Block of the last subnet registration of the chain, 0 before the first. */
export const lastNetworkBlock = (chain: ChainContext): bigint =>
  storage.LastRateLimitedBlock.get(chain, { type: 'NetworkLastRegistered', value: undefined })

export const recordNetwork = (chain: ChainContext): void =>
  storage.LastRateLimitedBlock.set(
    chain,
    { type: 'NetworkLastRegistered', value: undefined },
    BigInt(chain.block),
  )

/** Whether the chain may have another subnet already. */
export const passesNetworkLimit = (chain: ChainContext): boolean =>
  isPast(chain, lastNetworkBlock(chain), storage.NetworkRateLimit.get(chain))
