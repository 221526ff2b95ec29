import type { ChainContext } from '../chain-context.ts'
import { feeRate } from '../pallets/subtensor/market.ts'
import { allNetuids } from '../pallets/subtensor/network.ts'
import { stakeOf } from '../pallets/subtensor/stake.ts'
import { storage } from '../pallets/subtensor/storage.ts'
import { feeOn } from '../pallets/swap/swap.ts'
import { apiMethod, defineRuntimeApi } from '../runtime-api.ts'
import { type AccountId, accountId, btreeMap } from '../scale/chain-types.ts'
import { tuple, vec } from '../scale/composites.ts'
import { u16, u64 } from '../scale/primitives.ts'
import type { ValueOf } from '../scale/type.ts'
import { option } from '../scale/variants.ts'
import { stakeAvailability, stakeInfo } from './stake-types.ts'

type StakeInfo = ValueOf<typeof stakeInfo>

const position = (chain: ChainContext, hotkey: AccountId, coldkey: AccountId, netuid: number): StakeInfo => ({
  hotkey,
  coldkey,
  netuid,
  stake: stakeOf(chain, hotkey, coldkey, netuid),
  locked: 0n,
  emission: storage.AlphaDividendsPerSubnet.get(chain, netuid, hotkey),
  tao_emission: 0n,
  drain: 0n,
  is_registered: storage.Uids.has(chain, netuid, hotkey),
})

/** All of a coldkey's stake, subnet by subnet. */
const positions = (chain: ChainContext, coldkey: AccountId): StakeInfo[] => {
  const hotkeys = storage.StakingHotkeys.get(chain, coldkey)
  return allNetuids(chain).flatMap((netuid) =>
    hotkeys.map((hotkey) => position(chain, hotkey, coldkey, netuid)).filter(({ stake }) => stake > 0n),
  )
}

const byNumber = (a: number, b: number) => a - b

/** The netuids that were asked about: all by default, none when more were named than there are. */
function asked(chain: ChainContext, netuids: readonly number[] | undefined): number[] {
  const existing = allNetuids(chain)
  const wanted = [...new Set(netuids ?? existing)].sort(byNumber)
  return wanted.length > existing.length ? [] : wanted.filter((netuid) => existing.includes(netuid))
}

/** What a coldkey has on a subnet. Nothing is ever locked here. */
const availability = (
  chain: ChainContext,
  coldkey: AccountId,
  netuids: readonly number[],
): [number, ValueOf<typeof stakeAvailability>][] =>
  netuids.flatMap((netuid) => {
    const total = storage.StakingHotkeys.get(chain, coldkey).reduce(
      (sum, hotkey) => sum + stakeOf(chain, hotkey, coldkey, netuid),
      0n,
    )
    return total === 0n ? [] : [[netuid, { total, locked: 0n, available: total }]]
  })

const place = option(tuple(accountId, u16))

const samePlace = (
  a: readonly [AccountId, number] | undefined,
  b: readonly [AccountId, number] | undefined,
) => a?.[0] === b?.[0] && a?.[1] === b?.[1]

/** Who has staked what. Source: pallets/subtensor, rpc_info/stake_info.rs. */
export const stakeApi = defineRuntimeApi('StakeInfoRuntimeApi', 1, {
  get_stake_info_for_coldkey: apiMethod(
    { coldkey_account: accountId },
    vec(stakeInfo),
    (chain, { coldkey_account: coldkey }) => positions(chain, coldkey),
  ),
  get_stake_info_for_coldkeys: apiMethod(
    { coldkey_accounts: vec(accountId) },
    vec(tuple(accountId, vec(stakeInfo))),
    (chain, { coldkey_accounts: coldkeys }) =>
      coldkeys.map((coldkey): [AccountId, StakeInfo[]] => [coldkey, positions(chain, coldkey)]),
  ),
  get_stake_info_for_hotkey_coldkey_netuid: apiMethod(
    { hotkey_account: accountId, coldkey_account: accountId, netuid: u16 },
    option(stakeInfo),
    (chain, { hotkey_account: hotkey, coldkey_account: coldkey, netuid }) =>
      position(chain, hotkey, coldkey, netuid),
  ),
  get_stake_availability_for_coldkeys: apiMethod(
    { coldkey_accounts: vec(accountId), netuids: option(vec(u16)) },
    btreeMap(accountId, btreeMap(u16, stakeAvailability)),
    (chain, { coldkey_accounts: coldkeys, netuids }) => {
      const wanted = asked(chain, netuids)
      return [...new Set(coldkeys)]
        .sort()
        .map((coldkey): [AccountId, ReturnType<typeof availability>] => [
          coldkey,
          availability(chain, coldkey, wanted),
        ])
    },
  ),
  get_stake_fee: apiMethod(
    {
      origin: place,
      origin_coldkey_account: accountId,
      destination: place,
      destination_coldkey_account: accountId,
      amount: u64,
    },
    u64,
    (chain, { origin, destination, amount }) =>
      samePlace(origin, destination) ? 0n : feeOn(amount, feeRate(chain, (destination ?? origin)?.[1] ?? 0)),
  ),
})
