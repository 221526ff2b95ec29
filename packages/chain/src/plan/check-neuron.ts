import type { Ss58 } from '@subnetkit/core'
import { encodeAxonIp } from '../axon.ts'
import { take } from '../runtime/plain.ts'
import type { Snapshot } from '../snapshot.ts'
import type { BurnedRegisterIntent, ServeAxonIntent, SetCommitmentIntent } from './intent.ts'
import { type Findings, type Violation, violation } from './violation.ts'

const loopbackV4 = 0x7f00_0001n
const broadcastV4 = 0xffff_ffffn

/** What the chain will say to an axon announcement; serving limits as of the next block. */
export async function checkServeAxon(
  snapshot: Snapshot,
  intent: ServeAxonIntent,
  hotkey: Ss58,
): Promise<Findings> {
  const { netuid } = intent
  const { ip, ipType } = encodeAxonIp(intent.ip)
  const found: Violation[] = []
  const [uid, axon, limit, number] = await snapshot.storageAll([
    ['SubtensorModule', 'Uids', netuid, hotkey],
    ['SubtensorModule', 'Axons', netuid, hotkey],
    ['SubtensorModule', 'ServingRateLimit', netuid],
    ['System', 'Number'],
  ])
  if (uid === null) {
    found.push(violation('HotKeyNotRegisteredInNetwork', `the hotkey has no uid on subnet ${netuid}`))
  }
  if (intent.port === 0) found.push(violation('InvalidPort', 'port 0 cannot be reached'))
  if (ipType === 4 ? ip === loopbackV4 || ip >= broadcastV4 : ip === 1n) {
    found.push(violation('InvalidIpAddress', `the chain refuses ${intent.ip}`))
  }
  if (axon !== null) {
    const served = take.number(take.fields(axon, 'Axons').block, 'Axons.block')
    const wait = served + take.number(limit, 'ServingRateLimit') - (take.number(number, 'System.Number') + 1)
    if (served > 0 && wait > 0) {
      const message = `announced at block ${served}: ${wait} more blocks to wait`
      found.push(violation('ServingRateLimitExceeded', message))
    }
  }
  return { violations: found, warnings: [] }
}

/** What the chain will say to a registration, as far as it can be known before. */
export async function checkBurnedRegister(
  snapshot: Snapshot,
  intent: BurnedRegisterIntent,
  coldkey: Ss58,
): Promise<Findings & { price: bigint }> {
  const { netuid, hotkey } = intent
  const found: Violation[] = []
  const [exists, allowed, uid, burn, owner, account] = await snapshot.storageAll([
    ['SubtensorModule', 'NetworksAdded', netuid],
    ['SubtensorModule', 'NetworkRegistrationAllowed', netuid],
    ['SubtensorModule', 'Uids', netuid, hotkey],
    ['SubtensorModule', 'Burn', netuid],
    ['SubtensorModule', 'Owner', hotkey],
    ['System', 'Account', coldkey],
  ])
  const price = take.bigint(burn, 'Burn')
  if (netuid === 0)
    found.push(violation('RegistrationNotPermittedOnRootSubnet', 'netuid 0 is the root network'))
  if (exists === false) found.push(violation('SubnetNotExists', `there is no subnet ${netuid}`))
  if (allowed === false) found.push(violation('SubNetRegistrationDisabled', 'registration is closed'))
  if (uid !== null) {
    const message = `the hotkey has uid ${uid} on subnet ${netuid}`
    found.push(violation('HotKeyAlreadyRegisteredInSubNet', message))
  }
  const free = freeOf(account)
  if (free < price)
    found.push(violation('NotEnoughBalanceToStake', `the price is ${price} rao, free are ${free}`))
  if (isForeign(owner, coldkey)) found.push(violation('NonAssociatedColdKey', `${owner} owns the hotkey`))
  return { violations: found, warnings: [`${price} rao are spent and not given back.`], price }
}

/** What the chain will say to a commitment. */
export async function checkSetCommitment(
  snapshot: Snapshot,
  intent: SetCommitmentIntent,
  hotkey: Ss58,
): Promise<Findings> {
  const uid = await snapshot.storage('SubtensorModule', 'Uids', intent.netuid, hotkey)
  if (uid !== null) return { violations: [], warnings: [] }
  const message = `the hotkey has no uid on subnet ${intent.netuid}`
  return { violations: [violation('AccountNotAllowedCommit', message)], warnings: [] }
}

/** The free balance in a `System.Account` value. */
export function freeOf(account: Parameters<typeof take.fields>[0]): bigint {
  const { data } = take.fields(account, 'System.Account')
  return take.bigint(take.fields(data, 'System.Account.data').free, 'System.Account.data.free')
}

/** The zero account stands for "nobody" in `Owner`. */
export const nobody = '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM'

const isForeign = (owner: unknown, coldkey: Ss58): boolean => owner !== nobody && owner !== coldkey
