import type { ChainContext } from '../chain-context.ts'
import { U16_MAX, U64F64 } from '../pallets/subtensor/math/fixed-point.ts'
import { hotkeyStake, stakeOf } from '../pallets/subtensor/stake.ts'
import { storage } from '../pallets/subtensor/storage.ts'
import { apiMethod, defineRuntimeApi } from '../runtime-api.ts'
import { type AccountId, accountId } from '../scale/chain-types.ts'
import { compact, tuple, vec } from '../scale/composites.ts'
import { u16, u64 } from '../scale/primitives.ts'
import type { ValueOf } from '../scale/type.ts'
import { option } from '../scale/variants.ts'
import { delegateInfo } from './stake-types.ts'

const BLOCKS_PER_DAY = 7200
const THOUSAND_TAO = 1_000_000_000_000n

/** Who staked what on a hotkey, by coldkey. */
function nominators(chain: ChainContext, hotkey: AccountId): [AccountId, [number, bigint][]][] {
  const found = new Map<AccountId, [number, bigint][]>()
  for (const [[, coldkey, netuid]] of storage.AlphaV2.entries(chain, hotkey)) {
    const list = found.get(coldkey) ?? []
    found.set(coldkey, [...list, [netuid, stakeOf(chain, hotkey, coldkey, netuid)]])
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1))
}

/** What a hotkey earns in a day, in bits of U64F64, and where it may judge. */
function earnings(chain: ChainContext, hotkey: AccountId, netuids: readonly number[]) {
  const permits: number[] = []
  let perDay = 0n
  for (const netuid of netuids) {
    const uid = storage.Uids.get(chain, netuid, hotkey)
    if (uid === undefined) continue
    if (storage.ValidatorPermit.get(chain, netuid)[uid]) permits.push(netuid)
    const emission = U64F64.of(storage.Emission.get(chain, netuid)[uid] ?? 0n)
    const epochs = U64F64.div(U64F64.of(BLOCKS_PER_DAY), U64F64.of(storage.Tempo.get(chain, netuid)))
    perDay = U64F64.add(perDay, U64F64.mul(emission, epochs))
  }
  return { permits, perDay }
}

function describe(
  chain: ChainContext,
  hotkey: AccountId,
  withNominators: boolean,
): ValueOf<typeof delegateInfo> {
  const registrations = [...storage.IsNetworkMember.entries(chain, hotkey)].flatMap(([[, netuid], member]) =>
    member ? [netuid] : [],
  )
  const { permits, perDay } = earnings(chain, hotkey, registrations)
  const take = storage.Delegates.get(chain, hotkey)
  const left = U64F64.sub(U64F64.one, U64F64.div(U64F64.of(take), U64F64.of(U16_MAX)))
  const rootThousands = U64F64.div(U64F64.of(hotkeyStake(chain, hotkey, 0)), U64F64.of(THOUSAND_TAO))
  return {
    delegate_ss58: hotkey,
    take,
    nominators: withNominators ? nominators(chain, hotkey) : [],
    owner_ss58: storage.Owner.get(chain, hotkey),
    registrations,
    validator_permits: permits,
    return_per_1000: U64F64.toU64(U64F64.div(U64F64.mul(perDay, left), rootThousands)),
    total_daily_return: U64F64.toU64(perDay),
  }
}

const delegates = (chain: ChainContext): AccountId[] =>
  [...storage.Delegates.entries(chain)].map(([[hotkey]]) => hotkey)

/** Validators that take stake of others. Source: pallets/subtensor, rpc_info/delegate_info.rs. */
export const delegateApi = defineRuntimeApi('DelegateInfoRuntimeApi', 1, {
  get_delegates: apiMethod({}, vec(delegateInfo), (chain) =>
    delegates(chain).map((hotkey) => describe(chain, hotkey, true)),
  ),
  get_delegate: apiMethod(
    { delegate_account: accountId },
    option(delegateInfo),
    (chain, { delegate_account: hotkey }) =>
      storage.Delegates.has(chain, hotkey) ? describe(chain, hotkey, true) : undefined,
  ),
  get_delegated: apiMethod(
    { delegatee_account: accountId },
    vec(tuple(delegateInfo, tuple(compact(u16), compact(u64)))),
    (chain, { delegatee_account: coldkey }) =>
      delegates(chain).flatMap((hotkey) =>
        [...storage.AlphaV2.entries(chain, hotkey, coldkey)].map(
          ([[, , netuid]]): [ValueOf<typeof delegateInfo>, [number, bigint]] => [
            describe(chain, hotkey, false),
            [netuid, stakeOf(chain, hotkey, coldkey, netuid)],
          ],
        ),
      ),
  ),
})
