import type { ChainContext } from '../../../chain-context.ts'
import type { AccountId } from '../../../scale/chain-types.ts'
import { takeOf } from '../accounts.ts'
import { burnAlpha, recycleAlpha } from '../alpha.ts'
import { events } from '../events.ts'
import { minOf, U96F32 } from '../math/fixed-point.ts'
import { seatsOf } from '../pruning.ts'
import { addStake, hotkeyStake, raiseStake } from '../stake.ts'
import { storage } from '../storage.ts'
import type { DividendShare } from './dividend-shares.ts'

/*
 * An epoch's alpha becomes stake. Nothing is paid in TAO: who wants TAO unstakes.
 * Source: pallets/subtensor, coinbase/run_coinbase.rs, `distribute_dividends_and_incentives`.
 */

/** The owner's cut is staked to the owner hotkey. */
export function payOwner(chain: ChainContext, netuid: number, cut: bigint): void {
  if (!storage.SubnetOwner.has(chain, netuid) || !storage.SubnetOwnerHotkey.has(chain, netuid)) {
    // Nobody's: a subnet of the genesis block has no owner hotkey, and its cut leaves circulation.
    burnAlpha(chain, netuid, cut)
    return
  }
  const coldkey = storage.SubnetOwner.get(chain, netuid)
  addStake(chain, storage.SubnetOwnerHotkey.get(chain, netuid), coldkey, netuid, cut)
}

/** The owner's own hotkeys on the subnet, which are never paid as miners. */
const ownerHotkeys = (chain: ChainContext, netuid: number): Set<AccountId> => {
  const own = new Set(
    seatsOf(chain, netuid, storage.SubnetOwner.get(chain, netuid)).map(({ hotkey }) => hotkey),
  )
  if (storage.SubnetOwnerHotkey.has(chain, netuid)) {
    const hotkey = storage.SubnetOwnerHotkey.get(chain, netuid)
    if (storage.Uids.has(chain, netuid, hotkey)) own.add(hotkey)
  }
  return own
}

/** Burns or recycles incentive that would have gone to the owner. */
function withhold(chain: ChainContext, netuid: number, amount: bigint): void {
  const recycle =
    storage.RecycleOrBurn.has(chain, netuid) && storage.RecycleOrBurn.get(chain, netuid) === 'Recycle'
  if (recycle) recycleAlpha(chain, netuid, amount)
  else burnAlpha(chain, netuid, amount)
}

function payMiner(chain: ChainContext, netuid: number, hotkey: AccountId, incentive: bigint): void {
  const owner = storage.Owner.get(chain, hotkey)
  const destination = storage.AutoStakeDestination.get(chain, owner, netuid)
  if (destination !== undefined) {
    chain.emit(events.AutoStakeAdded({ netuid, destination, hotkey, owner, incentive }))
  }
  addStake(chain, destination ?? hotkey, owner, netuid, incentive)
}

/**
 * Pays miners, except the owner's hotkeys; remembers how much was withheld, which costs the subnet TAO.
 *
 * @param budget what there is to pay, rao
 */
export function payMiners(
  chain: ChainContext,
  netuid: number,
  incentives: ReadonlyMap<AccountId, bigint>,
  budget: bigint,
): void {
  const own = ownerHotkeys(chain, netuid)
  let total = 0n
  let withheld = 0n
  let left = budget
  for (const [hotkey, incentive] of incentives) {
    const paid = minOf(incentive, left)
    left -= paid
    total += incentive
    if (own.has(hotkey)) {
      withheld += incentive
      withhold(chain, netuid, paid)
    } else payMiner(chain, netuid, hotkey, paid)
  }
  storage.MinerBurned.set(chain, netuid, U96F32.div(U96F32.of(withheld), U96F32.of(total)))
}

/** Cuts the validator's take off, stakes it to its owner, and gives what is left for the nominators, rao. */
function payTake(chain: ChainContext, netuid: number, hotkey: AccountId, amount: bigint): bigint {
  const take = U96F32.mul(takeOf(chain, hotkey), amount)
  addStake(chain, hotkey, storage.Owner.get(chain, hotkey), netuid, U96F32.toU64(take))
  return U96F32.toU64(U96F32.sub(amount, take))
}

/** Alpha for root stakers is owed per TAO of root stake until it is claimed; without any it is the owner's. */
function oweToRoot(chain: ChainContext, netuid: number, hotkey: AccountId, amount: bigint): void {
  const staked = hotkeyStake(chain, hotkey, 0)
  if (amount > staked) {
    addStake(chain, hotkey, storage.Owner.get(chain, hotkey), netuid, amount)
    return
  }
  const perTao = U96F32.div(U96F32.of(amount), U96F32.of(staked))
  const owed = new Map(storage.RootClaimable.get(chain, hotkey))
  owed.set(netuid, (owed.get(netuid) ?? 0n) + perTao)
  storage.RootClaimable.set(
    chain,
    hotkey,
    [...owed].sort(([a], [b]) => a - b),
  )
}

/** Pays validators and those who staked on them. */
export function payValidators(chain: ChainContext, netuid: number, shares: readonly DividendShare[]): void {
  storage.AlphaDividendsPerSubnet.removePrefix(chain, netuid)
  for (const { hotkey, alpha } of shares) {
    const rest = payTake(chain, netuid, hotkey, alpha)
    raiseStake(chain, hotkey, netuid, rest)
    storage.AlphaDividendsPerSubnet.set(chain, netuid, hotkey, rest)
    storage.TotalHotkeyAlphaLastEpoch.set(chain, hotkey, netuid, hotkeyStake(chain, hotkey, netuid))
  }
  storage.RootAlphaDividendsPerSubnet.removePrefix(chain, netuid)
  for (const { hotkey, root } of shares.filter((share) => share.root > 0n)) {
    const rest = payTake(chain, netuid, hotkey, root)
    oweToRoot(chain, netuid, hotkey, rest)
    storage.RootAlphaDividendsPerSubnet.set(chain, netuid, hotkey, rest)
  }
}
