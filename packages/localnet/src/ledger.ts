import { alphaAssetsStorage } from './runtime/pallets/alpha-assets.ts'
import { balancesStorage } from './runtime/pallets/balances-storage.ts'
import { storage } from './runtime/pallets/subtensor/storage.ts'
import { subnetAccount } from './runtime/pallets/subtensor/subnet-account.ts'
import { systemStorage } from './runtime/pallets/system-storage.ts'
import type { StateView } from './runtime/state-view.ts'

/** TAO of the whole chain: decimal strings of rao. */
export interface TaoLedger {
  /** What Balances says there is. */
  readonly issuance: string
  /** What accounts own, free and reserved. */
  readonly accounts: string
  /** issuance − accounts: always "0". */
  readonly difference: string
}

/** One subnet: decimal strings of rao, of TAO or of alpha. */
export interface SubnetLedger {
  readonly netuid: number
  /** TAO that the pool counts. */
  readonly taoPool: string
  /** TAO that the subnet's account owns: the same. */
  readonly taoAccount: string
  /** Alpha outside the pool. */
  readonly alphaOut: string
  readonly staked: string
  /** What waits for the next epoch. */
  readonly pending: string
  /** What nobody can ever stake: burned, or bought by the chain. */
  readonly burned: string
  /** alphaOut − staked − pending − burned: what rounding left unpaid. */
  readonly dust: string
}

/** Where all money of a chain is. */
export interface Ledger {
  readonly tao: TaoLedger
  readonly subnets: readonly SubnetLedger[]
}

/** Free and reserved rao of all accounts. */
function allAccounts(state: StateView): bigint {
  let sum = 0n
  for (const [, { data }] of systemStorage.Account.entries({ state })) sum += data.free + data.reserved
  return sum
}

/** Alpha staked on each subnet, rao. */
function allStaked(state: StateView): Map<number, bigint> {
  const sums = new Map<number, bigint>()
  for (const [[, netuid], alpha] of storage.TotalHotkeyAlpha.entries({ state })) {
    sums.set(netuid, (sums.get(netuid) ?? 0n) + alpha)
  }
  return sums
}

function subnetLedger(state: StateView, netuid: number, staked: bigint): SubnetLedger {
  const chain = { state }
  const { free, reserved } = systemStorage.Account.get(chain, subnetAccount(netuid)).data
  const alphaOut = storage.SubnetAlphaOut.get(chain, netuid)
  const pending =
    storage.PendingServerEmission.get(chain, netuid) +
    storage.PendingValidatorEmission.get(chain, netuid) +
    storage.PendingRootAlphaDivs.get(chain, netuid) +
    storage.PendingOwnerCut.get(chain, netuid)
  const burned =
    alphaAssetsStorage.AlphaBurned.get(chain, netuid) + storage.SubnetProtocolAlpha.get(chain, netuid)
  return {
    netuid,
    taoPool: `${storage.SubnetTAO.get(chain, netuid)}`,
    taoAccount: `${free + reserved}`,
    alphaOut: `${alphaOut}`,
    staked: `${staked}`,
    pending: `${pending}`,
    burned: `${burned}`,
    dust: `${alphaOut - staked - pending - burned}`,
  }
}

/**
 * Adds up all TAO and alpha of a state. The formulas are in docs/ledger.md, for whoever wants to add up for themselves.
 *
 * @example
 * ```ts
 * const { tao, subnets } = readLedger(state)
 * if (tao.difference !== '0') throw new Error('money came from nowhere')
 * ```
 */
export function readLedger(state: StateView): Ledger {
  const issuance = balancesStorage.TotalIssuance.get({ state })
  const accounts = allAccounts(state)
  const staked = allStaked(state)
  const netuids = [...storage.NetworksAdded.entries({ state })].map(([[netuid]]) => netuid)
  return {
    tao: { issuance: `${issuance}`, accounts: `${accounts}`, difference: `${issuance - accounts}` },
    subnets: netuids
      .sort((a, b) => a - b)
      .map((netuid) => subnetLedger(state, netuid, staked.get(netuid) ?? 0n)),
  }
}
