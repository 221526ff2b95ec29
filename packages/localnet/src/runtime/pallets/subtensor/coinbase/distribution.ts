import type { ChainContext } from '../../../chain-context.ts'
import type { AccountId } from '../../../scale/chain-types.ts'
import { U96F32 } from '../math/fixed-point.ts'
import { hotkeyStake } from '../stake.ts'
import { taoWeight } from '../stake-weight.ts'
import type { AlphaParts } from './accrual.ts'
import { type DividendShare, shareDividends } from './dividend-shares.ts'
import { type Earned, runEpoch } from './epoch.ts'
import { shareWithParents } from './parent-dividends.ts'
import { payMiners, payOwner, payValidators } from './payout.ts'

/** Sums by hotkey, in the order of account ids: the order in which the chain pays. */
function byHotkey(amounts: Iterable<readonly [AccountId, bigint]>): Map<AccountId, bigint> {
  const sums = new Map<AccountId, bigint>()
  for (const [hotkey, amount] of amounts) sums.set(hotkey, (sums.get(hotkey) ?? 0n) + amount)
  return new Map([...sums].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function dividendShares(
  chain: ChainContext,
  netuid: number,
  earned: readonly Earned[],
  validatorAlpha: bigint,
  rootAlpha: bigint,
): DividendShare[] {
  const dividends = byHotkey(
    earned.flatMap(({ hotkey, dividend }) => shareWithParents(chain, hotkey, netuid, dividend)),
  )
  return shareDividends(
    validatorAlpha,
    rootAlpha,
    taoWeight(chain),
    [...dividends].map(([hotkey, amount]) => ({
      hotkey,
      amount,
      alpha: hotkeyStake(chain, hotkey, netuid),
      root: hotkeyStake(chain, hotkey, 0),
    })),
  )
}

/**
 * What there is for miners: all that waited, less what goes to validators. The epoch's fixed-point halves may come out a
 * few rao above it when validators outnumber miners; the real chain then stakes alpha that was never minted, here the
 * last miner gets those rao less.
 */
const minersBudget = (pending: AlphaParts, shares: readonly DividendShare[]): bigint => {
  const toValidators = shares.reduce((sum, { alpha }) => sum + U96F32.toU64(alpha), 0n)
  return pending.server + pending.validator - toValidators
}

/**
 * Runs a subnet's epoch over what accrued since the last one, and pays it out.
 *
 * Source: pallets/subtensor, coinbase/run_coinbase.rs, `distribute_emission`.
 */
export function distribute(chain: ChainContext, netuid: number, pending: AlphaParts): void {
  const earned = runEpoch(chain, netuid, pending.server + pending.validator + pending.root)
  const incentives = byHotkey(earned.map(({ hotkey, incentive }) => [hotkey, incentive]))
  const anyIncentive = [...incentives.values()].some((incentive) => incentive > 0n)
  // A subnet without miners leaves their half to the validators.
  const validatorAlpha = anyIncentive ? pending.validator : pending.validator + pending.server
  const shares = dividendShares(chain, netuid, earned, validatorAlpha, pending.root)
  payOwner(chain, netuid, pending.owner)
  payMiners(chain, netuid, incentives, minersBudget(pending, shares))
  payValidators(chain, netuid, shares)
}
