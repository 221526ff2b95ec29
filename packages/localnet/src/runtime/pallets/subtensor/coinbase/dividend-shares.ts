import type { AccountId } from '../../../scale/chain-types.ts'
import { U96F32 } from '../math/fixed-point.ts'

/** A validator's dividend (a proportion, rao) and the stake it stands on, rao. */
export interface Dividend {
  readonly hotkey: AccountId
  readonly amount: bigint
  /** Alpha staked to it. */
  readonly alpha: bigint
  /** TAO staked to it on root. */
  readonly root: bigint
}

/** What a validator's nominators get, in bits of U96F32. */
export interface DividendShare {
  readonly hotkey: AccountId
  /** For those who staked alpha. */
  readonly alpha: bigint
  /** For those who staked TAO on root. */
  readonly root: bigint
}

/**
 * Shares the validators' alpha and root's alpha (rao) out by dividends: each dividend is first cut by what its stake
 * is made of. Source: coinbase/run_coinbase.rs, `calculate_dividend_distribution`.
 *
 * @param taoWeight bits of U96F32
 */
export function shareDividends(
  validatorAlpha: bigint,
  rootAlpha: bigint,
  taoWeight: bigint,
  dividends: readonly Dividend[],
): DividendShare[] {
  const cut = dividends.map(({ hotkey, amount, alpha, root }) => {
    const weighed = U96F32.mul(U96F32.of(root), taoWeight)
    const rootPart = U96F32.div(weighed, U96F32.add(U96F32.of(alpha), weighed))
    const rootDividend = U96F32.mul(U96F32.of(amount), rootPart)
    return { hotkey, alpha: U96F32.sub(U96F32.of(amount), rootDividend), root: rootDividend }
  })
  const sum = (pick: (share: DividendShare) => bigint) =>
    cut.reduce((total, share) => U96F32.add(total, pick(share)), 0n)
  const allAlpha = sum(({ alpha }) => alpha)
  const allRoot = sum(({ root }) => root)
  return cut.map(({ hotkey, alpha, root }) => ({
    hotkey,
    alpha: U96F32.mul(U96F32.of(validatorAlpha), U96F32.div(alpha, allAlpha)),
    root: U96F32.mul(U96F32.of(rootAlpha), U96F32.div(root, allRoot)),
  }))
}
