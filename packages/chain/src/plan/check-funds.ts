import type { Ss58 } from '@subnetkit/core'
import { take } from '../runtime/plain.ts'
import type { Snapshot } from '../snapshot.ts'
import { readNetworkCost } from '../subnets.ts'
import { freeOf, nobody } from './check-neuron.ts'
import type { AddStakeIntent, RegisterNetworkIntent, StartCallIntent, TransferIntent } from './intent.ts'
import { type Findings, type Violation, violation } from './violation.ts'

/** `add_stake` takes at least this much (runtime: DefaultMinStake), and the swap fee on top. */
const leastStake = 2_000_000n

/** What the chain will say to staking. */
export async function checkAddStake(
  snapshot: Snapshot,
  intent: AddStakeIntent,
  coldkey: Ss58,
): Promise<Findings> {
  const { netuid, hotkey, amount } = intent
  const found: Violation[] = []
  const [exists, enabled, owner, account] = await snapshot.storageAll([
    ['SubtensorModule', 'NetworksAdded', netuid],
    ['SubtensorModule', 'SubtokenEnabled', netuid],
    ['SubtensorModule', 'Owner', hotkey],
    ['System', 'Account', coldkey],
  ])
  if (exists === false) found.push(violation('SubnetNotExists', `there is no subnet ${netuid}`))
  else if (enabled === false)
    found.push(violation('SubtokenDisabled', `subnet ${netuid} has not been started`))
  if (amount < leastStake)
    found.push(violation('AmountTooLow', `${amount} rao, at least ${leastStake} are asked for`))
  const free = freeOf(account)
  if (free < amount)
    found.push(violation('NotEnoughBalanceToStake', `${amount} rao are asked for, free are ${free}`))
  if (owner === nobody) found.push(violation('HotKeyAccountNotExists', 'no coldkey owns the hotkey'))
  return { violations: found, warnings: [] }
}

/** What the chain will say to a transfer that keeps the sender alive. */
export async function checkTransfer(
  snapshot: Snapshot,
  intent: TransferIntent,
  sender: Ss58,
): Promise<Findings> {
  const free = freeOf(await snapshot.storage('System', 'Account', sender))
  if (free >= intent.amount) return { violations: [], warnings: [] }
  return {
    violations: [violation('FundsUnavailable', `${intent.amount} rao are to be sent, free are ${free}`)],
    warnings: [],
  }
}

/** What the chain will say to the creation of a subnet, and its price now. */
export async function checkRegisterNetwork(
  snapshot: Snapshot,
  intent: RegisterNetworkIntent,
  coldkey: Ss58,
): Promise<Findings & { price: bigint }> {
  const found: Violation[] = []
  const [price, [owner, account]] = await Promise.all([
    readNetworkCost(snapshot),
    snapshot.storageAll([
      ['SubtensorModule', 'Owner', intent.hotkey],
      ['System', 'Account', coldkey],
    ]),
  ])
  const free = freeOf(account ?? null)
  if (free < price)
    found.push(violation('CannotAffordLockCost', `the price is ${price} rao, free are ${free}`))
  if (owner !== nobody && owner !== coldkey) {
    found.push(violation('NonAssociatedColdKey', `${owner} owns the hotkey`))
  }
  return {
    violations: found,
    warnings: [`${price} rao go into the subnet's pool and are not given back.`],
    price,
  }
}

/** What the chain will say to starting a subnet. */
export async function checkStartCall(
  snapshot: Snapshot,
  intent: StartCallIntent,
  coldkey: Ss58,
): Promise<Findings> {
  const { netuid } = intent
  const found: Violation[] = []
  const [exists, owner, started, registeredAt, delay, number] = await snapshot.storageAll([
    ['SubtensorModule', 'NetworksAdded', netuid],
    ['SubtensorModule', 'SubnetOwner', netuid],
    ['SubtensorModule', 'FirstEmissionBlockNumber', netuid],
    ['SubtensorModule', 'NetworkRegisteredAt', netuid],
    ['SubtensorModule', 'StartCallDelay'],
    ['System', 'Number'],
  ])
  if (exists === false) {
    return { violations: [violation('SubnetNotExists', `there is no subnet ${netuid}`)], warnings: [] }
  }
  if (owner !== coldkey) found.push(violation('NotSubnetOwner', `${owner} owns subnet ${netuid}`))
  if (started !== null) {
    found.push(
      violation('FirstEmissionBlockNumberAlreadySet', `subnet ${netuid} started at block ${started}`),
    )
  }
  const from = take.number(registeredAt, 'NetworkRegisteredAt') + take.number(delay, 'StartCallDelay')
  const wait = from - (take.number(number, 'System.Number') + 1)
  if (wait > 0) found.push(violation('NeedWaitingMoreBlocksToStarCall', `${wait} more blocks to wait`))
  return { violations: found, warnings: [] }
}
