import type { HasState } from '../../state-view.ts'
import { EVEN, type Pool, poolPrice } from '../swap/balancer.ts'
import { swapStorage } from '../swap/storage.ts'
import { buyAlpha, MAX_PRICE, MIN_PRICE, type Swap, sellAlpha } from '../swap/swap.ts'
import { saturatingSub, U64F64 } from './math/fixed-point.ts'
import { storage } from './storage.ts'

/*
 * Trading TAO for alpha: the counts of both sides of a subnet's pool. The TAO itself is moved by tao.ts.
 * Source: pallets/subtensor, staking/stake_utils.rs.
 */

/** Whether the subnet has a pool; else alpha is worth 1 TAO. */
const hasPool = (chain: HasState, netuid: number): boolean => storage.SubnetMechanism.get(chain, netuid) === 1

export const readPool = (chain: HasState, netuid: number): Pool => ({
  tao: storage.SubnetTAO.get(chain, netuid),
  alpha: storage.SubnetAlphaIn.get(chain, netuid),
  quote: swapStorage.SwapBalancer.get(chain, netuid).quote,
})

/** TAO per alpha, in bits of U64F64. */
export const alphaPrice = (chain: HasState, netuid: number): bigint =>
  hasPool(chain, netuid) ? poolPrice(readPool(chain, netuid)) : U64F64.one

/** The price that emission goes by: an average that follows the price slowly. Bits of U64F64. */
export const movingPrice = (chain: HasState, netuid: number): bigint =>
  netuid !== 0 && hasPool(chain, netuid) ? storage.SubnetMovingPrice.get(chain, netuid) << 32n : U64F64.one

/** What a subnet's swaps cost, parts of 65535. */
export const feeRate = (chain: HasState, netuid: number): number =>
  hasPool(chain, netuid) ? swapStorage.FeeRate.get(chain, netuid) : 0

export interface TradeTerms {
  /** Rao for one alpha. Default: none. */
  readonly limitPrice?: bigint
  /** The chain's own trades are free. */
  readonly free?: boolean
}

type Trade = (pool: Pool, terms: { amount: bigint; feeRate: number; limitPrice: bigint }) => Swap

function trade(
  chain: HasState,
  netuid: number,
  swap: Trade,
  amount: bigint,
  { limitPrice, free = false }: Required<Pick<TradeTerms, 'limitPrice'>> & TradeTerms,
): Swap {
  if (!hasPool(chain, netuid)) return { paidIn: amount, paidOut: amount, fee: 0n }
  const rate = free ? 0 : feeRate(chain, netuid)
  return swap(readPool(chain, netuid), { amount, feeRate: rate, limitPrice })
}

/** What {@link tradeTaoForAlpha} would do. */
export const quoteTaoForAlpha = (
  chain: HasState,
  netuid: number,
  tao: bigint,
  terms: TradeTerms = {},
): Swap => trade(chain, netuid, buyAlpha, tao, { limitPrice: MAX_PRICE, ...terms })

/** What {@link tradeAlphaForTao} would do. */
export const quoteAlphaForTao = (
  chain: HasState,
  netuid: number,
  alpha: bigint,
  terms: TradeTerms = {},
): Swap => trade(chain, netuid, sellAlpha, alpha, { limitPrice: MIN_PRICE, ...terms })

/** A pool starts with even weights at its first trade. */
const openPool = (chain: HasState, netuid: number): void => {
  if (!hasPool(chain, netuid) || swapStorage.PalSwapInitialized.get(chain, netuid)) return
  swapStorage.SwapBalancer.set(chain, netuid, { quote: EVEN })
  swapStorage.PalSwapInitialized.set(chain, netuid, true)
}

/**
 * Buys alpha with TAO that is already in the subnet's account. The alpha is out then, and nobody's: stake it.
 *
 * @throws DispatchFailure of the Swap pallet
 */
export function tradeTaoForAlpha(chain: HasState, netuid: number, tao: bigint, terms: TradeTerms = {}): Swap {
  const done = quoteTaoForAlpha(chain, netuid, tao, terms)
  openPool(chain, netuid)
  storage.SubnetAlphaIn.mutate(chain, netuid, (total) => saturatingSub(total, done.paidOut))
  storage.SubnetAlphaOut.mutate(chain, netuid, (total) => total + done.paidOut)
  storage.SubnetTAO.mutate(chain, netuid, (total) => total + done.paidIn)
  storage.TotalStake.mutate(chain, (total) => total + tao)
  storage.SubnetVolume.mutate(chain, netuid, (total) => total + tao)
  return done
}

/**
 * Sells alpha that was taken from stake. The TAO it fetched is in the subnet's account: move it.
 *
 * @throws DispatchFailure of the Swap pallet
 */
export function tradeAlphaForTao(
  chain: HasState,
  netuid: number,
  alpha: bigint,
  terms: TradeTerms = {},
): Swap {
  const done = quoteAlphaForTao(chain, netuid, alpha, terms)
  openPool(chain, netuid)
  storage.SubnetAlphaIn.mutate(chain, netuid, (total) => total + done.paidIn)
  storage.SubnetAlphaOut.mutate(chain, netuid, (total) => saturatingSub(total, done.paidIn))
  storage.SubnetTAO.mutate(chain, netuid, (total) => saturatingSub(total, done.paidOut))
  storage.TotalStake.mutate(chain, (total) => saturatingSub(total, done.paidOut))
  storage.SubnetVolume.mutate(chain, netuid, (total) => total + done.paidOut)
  return done
}
