import type { ChainContext } from '../../chain-context.ts'
import { DispatchFailure } from '../../dispatch-error.ts'
import type { AccountId } from '../../scale/chain-types.ts'
import type { Swap } from '../swap/swap.ts'
import { hotkeyExists } from './accounts.ts'
import { burnAlpha } from './alpha.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { quoteAlphaForTao, quoteTaoForAlpha, tradeAlphaForTao, tradeTaoForAlpha } from './market.ts'
import { minOf } from './math/fixed-point.ts'
import { addStake, canStake, removeStake, stakeOf } from './stake.ts'
import { storage } from './storage.ts'
import { canPay, transferFromSubnet, transferToSubnet } from './tao.ts'

/*
 * Staking: TAO to the subnet's account, there it buys alpha, and that is staked; and back.
 * Source: pallets/subtensor, staking/stake_utils.rs.
 */

/** The least stake, and the least change of it: 0.002 TAO. */
const MIN_STAKE = 2_000_000n
/** A trade may bring at most this many times what the pool holds. */
const MOST_INPUT = 1_000n

export interface Position {
  readonly hotkey: AccountId
  readonly coldkey: AccountId
  readonly netuid: number
}

/** A price limit: rao for one alpha, and whether less than asked for will do. */
export interface Limit {
  readonly price: bigint
  readonly allowPartial: boolean
}

const orUndefined = (quote: () => Swap): Swap | undefined => {
  try {
    return quote()
  } catch (error) {
    if (error instanceof DispatchFailure) return undefined
    throw error
  }
}

const isTraded = (chain: ChainContext, netuid: number): boolean =>
  netuid !== 0 && storage.SubnetMechanism.get(chain, netuid) === 1

/** What a limit lets through, input and fee together; all where alpha is always worth 1 TAO. */
function mostWithin(
  chain: ChainContext,
  netuid: number,
  limitPrice: bigint,
  reserve: bigint,
  quote: (amount: bigint) => Swap,
  atOne: (price: bigint) => boolean,
): bigint {
  if (!isTraded(chain, netuid)) return atOne(limitPrice) ? (1n << 64n) - 1n : 0n
  const { paidIn, fee } = quote(reserve * MOST_INPUT)
  return paidIn + fee
}

function checkAdd(
  chain: ChainContext,
  { hotkey, coldkey, netuid }: Position,
  amount: bigint,
  most: bigint,
  allowPartial: boolean,
): void {
  if (!storage.NetworksAdded.get(chain, netuid)) throw errors.SubnetNotExists()
  if (!storage.SubtokenEnabled.get(chain, netuid)) throw errors.SubtokenDisabled()
  const leastFee = orUndefined(() => quoteTaoForAlpha(chain, netuid, MIN_STAKE))?.fee ?? 0n
  if (amount < MIN_STAKE + leastFee) throw errors.AmountTooLow()
  if (!allowPartial && amount > most) throw errors.SlippageTooHigh()
  const spend = minOf(amount, most)
  if (!canPay(chain, coldkey, spend)) throw errors.NotEnoughBalanceToStake()
  if (!hotkeyExists(chain, hotkey)) throw errors.HotKeyAccountNotExists()
  const trade = orUndefined(() => quoteTaoForAlpha(chain, netuid, spend))
  if (!trade) throw errors.InsufficientLiquidity()
  if (trade.paidIn < MIN_STAKE) throw errors.AmountTooLow()
  if (trade.paidOut === 0n || !canStake(chain, hotkey, netuid, trade.paidOut)) {
    throw errors.InsufficientLiquidity()
  }
}

/** Stakes TAO of the coldkey on a hotkey. */
export function stakeTao(chain: ChainContext, position: Position, amount: bigint, limit?: Limit): void {
  const { hotkey, coldkey, netuid } = position
  const reserve = storage.SubnetTAO.get(chain, netuid)
  if (isTraded(chain, netuid) && amount > reserve * MOST_INPUT) throw errors.InsufficientLiquidity()
  const terms = limit ? { limitPrice: limit.price } : {}
  const most = limit
    ? mostWithin(
        chain,
        netuid,
        limit.price,
        reserve,
        (most) => quoteTaoForAlpha(chain, netuid, most, terms),
        (price) => price >= 1_000_000_000n,
      )
    : amount
  checkAdd(chain, position, amount, most, limit?.allowPartial ?? false)
  if (limit && storage.Owner.get(chain, hotkey) !== coldkey && !storage.Delegates.has(chain, hotkey)) {
    storage.Delegates.set(chain, hotkey, storage.Delegates.get(chain, hotkey))
  }

  const staked = transferToSubnet(chain, netuid, coldkey, minOf(amount, most))
  const { paidIn, paidOut, fee } = tradeTaoForAlpha(chain, netuid, staked, terms)
  if (paidOut === 0n) throw errors.AmountTooLow()
  if (!canStake(chain, hotkey, netuid, paidOut)) throw errors.InsufficientLiquidity()
  addStake(chain, hotkey, coldkey, netuid, paidOut)
  transferFromSubnet(chain, netuid, chain.author, fee)
  // A limit may leave a rao or two that were neither traded nor fee: they were never the subnet's.
  transferFromSubnet(chain, netuid, coldkey, staked - paidIn - fee)
  storage.SubnetTaoFlow.mutate(chain, netuid, (flow) => flow + paidIn)
  storage.LastColdkeyHotkeyStakeBlock.set(chain, coldkey, hotkey, BigInt(chain.block))
  chain.emit(events.StakeAdded(coldkey, hotkey, staked, paidOut, netuid, fee))
}

function checkRemove(
  chain: ChainContext,
  { hotkey, coldkey, netuid }: Position,
  alpha: bigint,
  most: bigint,
  allowPartial: boolean,
): void {
  if (!storage.NetworksAdded.get(chain, netuid)) throw errors.SubnetNotExists()
  if (alpha === 0n) throw errors.AmountTooLow()
  const staked = stakeOf(chain, hotkey, coldkey, netuid)
  if (staked < alpha) throw errors.NotEnoughStakeToWithdraw()
  const trade = orUndefined(() => quoteAlphaForTao(chain, netuid, alpha))
  if (!trade) throw errors.InsufficientLiquidity()
  // All that is left may go, however little it is.
  if (staked > alpha && trade.paidOut < MIN_STAKE) throw errors.AmountTooLow()
  if (!allowPartial && alpha > most) throw errors.SlippageTooHigh()
  if (!hotkeyExists(chain, hotkey)) throw errors.HotKeyAccountNotExists()
}

/** Pays the block's author the fee of a sale: it is alpha, and sold free of charge. Gives the TAO it fetched. */
function payAlphaFee(chain: ChainContext, netuid: number, fee: bigint): bigint {
  if (fee === 0n) return 0n
  const sold = orUndefined(() => tradeAlphaForTao(chain, netuid, fee, { free: true }))
  if (!sold) {
    burnAlpha(chain, netuid, fee)
    return 0n
  }
  transferFromSubnet(chain, netuid, chain.author, sold.paidOut)
  return sold.paidOut
}

/** Sells staked alpha of the coldkey for TAO. */
export function unstakeAlpha(chain: ChainContext, position: Position, amount: bigint, limit?: Limit): void {
  const { hotkey, coldkey, netuid } = position
  const reserve = storage.SubnetAlphaIn.get(chain, netuid)
  if (isTraded(chain, netuid) && amount > reserve * MOST_INPUT) throw errors.InsufficientLiquidity()
  const terms = limit ? { limitPrice: limit.price } : {}
  const most = limit
    ? mostWithin(
        chain,
        netuid,
        limit.price,
        reserve,
        (most) => quoteAlphaForTao(chain, netuid, most, terms),
        (price) => price <= 1_000_000_000n,
      )
    : amount
  checkRemove(chain, position, amount, most, limit?.allowPartial ?? false)

  const selling = minOf(amount, most)
  removeStake(chain, hotkey, coldkey, netuid, selling)
  const { paidIn, paidOut, fee } = tradeAlphaForTao(chain, netuid, selling, terms)
  addStake(chain, hotkey, coldkey, netuid, selling - paidIn - fee)
  transferFromSubnet(chain, netuid, coldkey, paidOut)
  const feeTao = payAlphaFee(chain, netuid, fee)
  storage.SubnetTaoFlow.mutate(chain, netuid, (flow) => flow - paidOut - feeTao)
  storage.LastColdkeyHotkeyStakeBlock.set(chain, coldkey, hotkey, BigInt(chain.block))
  chain.emit(events.StakeRemoved(coldkey, hotkey, paidOut, paidIn, netuid, fee))
}
