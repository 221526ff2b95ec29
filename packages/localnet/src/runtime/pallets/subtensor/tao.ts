import type { ChainContext } from '../../chain-context.ts'
import type { AccountId } from '../../scale/chain-types.ts'
import { balancesStorage } from '../balances-storage.ts'
import { mintBalance, spendable, transferBalance } from '../ledger.ts'
import { errors } from './errors.ts'
import { MAX_SUPPLY } from './math/block-emission.ts'
import { minOf, saturatingSub } from './math/fixed-point.ts'
import { storage } from './storage.ts'
import { subnetAccount } from './subnet-account.ts'

/*
 * TAO between coldkeys and subnets. What a pool counts (SubnetTAO) lies in the account of its subnet, rao for rao.
 * Source: pallets/subtensor, coinbase/tao.rs.
 */

/** Whether a coldkey owns `amount` rao, its existential deposit included. */
export const canPay = (chain: ChainContext, who: AccountId, amount: bigint): boolean =>
  amount <= spendable(chain, who, false)

/**
 * Moves TAO, even the last of it. If the rest is below the existential deposit it is lost, and then the halving
 * yardstick must fall with the issuance.
 */
export function transferTao(chain: ChainContext, from: AccountId, to: AccountId, amount: bigint): void {
  if (!canPay(chain, from, amount)) throw errors.InsufficientBalance()
  const before = balancesStorage.TotalIssuance.get(chain)
  transferBalance(chain, from, to, amount, { keepAlive: false })
  const lost = before - balancesStorage.TotalIssuance.get(chain)
  if (lost > 0n) storage.TotalIssuance.mutate(chain, (total) => saturatingSub(total, lost))
}

/**
 * Moves a coldkey's TAO to a subnet's account, less where it would not keep the existential deposit.
 *
 * @returns what was moved, rao
 */
export function transferToSubnet(
  chain: ChainContext,
  netuid: number,
  from: AccountId,
  amount: bigint,
): bigint {
  if (amount === 0n) return 0n
  const moved = minOf(amount, spendable(chain, from, true))
  if (moved === 0n) throw errors.InsufficientBalance()
  transferBalance(chain, from, subnetAccount(netuid), moved, { keepAlive: true })
  return moved
}

/** Moves TAO out of a subnet's account. */
export const transferFromSubnet = (
  chain: ChainContext,
  netuid: number,
  to: AccountId,
  amount: bigint,
): void => {
  if (amount > 0n) transferTao(chain, subnetAccount(netuid), to, amount)
}

/** TAO that may be minted into subnets' accounts in this block; what is not spent was never there. */
export interface EmissionCredit {
  left: bigint
}

/** The credit of a block's emission: never beyond the 21 million. */
export const openCredit = (chain: ChainContext, emission: bigint): EmissionCredit => ({
  left: minOf(emission, saturatingSub(MAX_SUPPLY, balancesStorage.TotalIssuance.get(chain))),
})

/** Mints a part of the credit into a subnet's account; does nothing, and says so, when it is not there. */
export function spendCredit(
  chain: ChainContext,
  credit: EmissionCredit,
  netuid: number,
  amount: bigint,
): boolean {
  if (amount > credit.left) return false
  credit.left -= amount
  mintBalance(chain, subnetAccount(netuid), amount)
  storage.TotalIssuance.mutate(chain, (total) => total + amount)
  return true
}
