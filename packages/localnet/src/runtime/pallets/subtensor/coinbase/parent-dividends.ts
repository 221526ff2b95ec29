import type { ChainContext } from '../../../chain-context.ts'
import type { AccountId } from '../../../scale/chain-types.ts'
import { recycleAlpha } from '../alpha.ts'
import { U16_MAX, U96F32 } from '../math/fixed-point.ts'
import { hotkeyStake } from '../stake.ts'
import { proportion, taoWeight } from '../stake-weight.ts'
import { storage } from '../storage.ts'

/*
 * A validator that votes with its parents' stake shares its dividends with them, by what each contributed. It keeps a
 * take of what goes to parents of another coldkey.
 * Source: pallets/subtensor, coinbase/run_coinbase.rs, `get_parent_child_dividends_distribution`.
 */

/** Alpha and weighed root TAO of a hotkey, times a part of it, in bits of U96F32. */
function contribution(chain: ChainContext, hotkey: AccountId, netuid: number, part: bigint): bigint {
  const alpha = U96F32.mul(U96F32.of(hotkeyStake(chain, hotkey, netuid)), part)
  const root = U96F32.mul(U96F32.mul(U96F32.of(hotkeyStake(chain, hotkey, 0)), part), taoWeight(chain))
  return U96F32.add(alpha, root)
}

/** What a hotkey votes with of its own: all but what it lent to children. Whole rao, in bits of U96F32. */
function ownContribution(chain: ChainContext, hotkey: AccountId, netuid: number): bigint {
  const kept = storage.ChildKeys.get(chain, hotkey, netuid).reduce(
    (rest, [parts]) => U96F32.sub(rest, proportion(parts)),
    U96F32.one,
  )
  return U96F32.of(U96F32.toU64(contribution(chain, hotkey, netuid, kept)))
}

/** Divides one validator's dividend (rao) among itself and its parents. */
export function shareWithParents(
  chain: ChainContext,
  hotkey: AccountId,
  netuid: number,
  dividend: bigint,
): [AccountId, bigint][] {
  const own = ownContribution(chain, hotkey, netuid)
  const parents = storage.ParentKeys.get(chain, hotkey, netuid).map(([parts, parent]) => ({
    parent,
    contributed: contribution(chain, parent, netuid, proportion(parts)),
  }))
  const total = parents.reduce((sum, { contributed }) => U96F32.add(sum, contributed), own)
  const take = U96F32.div(U96F32.of(storage.ChildkeyTake.get(chain, hotkey, netuid)), U96F32.of(U16_MAX))
  const burn = proportion(storage.CKBurn.get(chain))
  const whole = U96F32.of(dividend)

  let rest = whole
  let taken = 0n
  const shares = parents.map(({ parent, contributed }): [AccountId, bigint] => {
    let part = U96F32.mul(whole, U96F32.div(contributed, total))
    rest = U96F32.sub(rest, part)
    if (storage.Owner.get(chain, parent) !== storage.Owner.get(chain, hotkey)) {
      const burned = U96F32.mul(burn, part)
      const kept = U96F32.mul(take, part)
      part = U96F32.sub(U96F32.sub(part, burned), kept)
      taken = U96F32.add(taken, kept)
      recycleAlpha(chain, netuid, U96F32.toU64(burned))
    }
    return [parent, U96F32.toU64(part)]
  })
  return [...shares, [hotkey, U96F32.toU64(U96F32.add(rest, taken))]]
}
