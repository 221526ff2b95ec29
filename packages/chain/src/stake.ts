import type { AlphaRao, Coldkey, Hotkey, Netuid, Rao, Ss58 } from '@subnetkit/core'
import { take } from './runtime/plain.ts'
import type { Snapshot } from './snapshot.ts'

/** Whose stake: a hotkey's whole, or the part that one coldkey has put there. */
export interface StakeQuery {
  readonly netuid: Netuid
  readonly hotkey: Hotkey
  readonly coldkey?: Coldkey
}

/** Alpha staked to a hotkey on a subnet; with `coldkey` only that coldkey's position. */
export async function readStake(snapshot: Snapshot, query: StakeQuery): Promise<AlphaRao> {
  const { netuid, hotkey, coldkey } = query
  if (coldkey === undefined) {
    const total = await snapshot.storage('SubtensorModule', 'TotalHotkeyAlpha', hotkey, netuid)
    return take.bigint(total, 'TotalHotkeyAlpha')
  }
  const method = 'get_stake_info_for_hotkey_coldkey_netuid'
  const info = await snapshot.call('StakeInfoRuntimeApi', method, hotkey, coldkey, netuid)
  return info === null ? 0n : take.bigint(take.fields(info, method).stake, `${method}.stake`)
}

/** The free balance of an account. */
export async function readBalance(snapshot: Snapshot, account: Ss58): Promise<Rao> {
  const found = take.fields(await snapshot.storage('System', 'Account', account), 'System.Account')
  return take.bigint(take.fields(found.data, 'System.Account.data').free, 'System.Account.data.free')
}
