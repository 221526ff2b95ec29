import type { ChainContext } from '../../chain-context.ts'
import { type Origin, signed } from '../../origin.ts'
import type { AccountId } from '../../scale/chain-types.ts'
import { createHotkey, hotkeyExists, ownsHotkey } from './accounts.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { type SubnetIdentity, storeSubnetIdentity } from './identity.ts'
import { alphaPrice } from './market.ts'
import { blockEmission } from './math/block-emission.ts'
import { saturatingSub, U64F64 } from './math/fixed-point.ts'
import { lockCost } from './math/lock-cost.ts'
import { appendNeuron } from './neurons.ts'
import { ensureOwner } from './owner.ts'
import { lastNetworkBlock, passesNetworkLimit, recordNetwork } from './rate-limits.ts'
import { storage } from './storage.ts'
import { isSubnetAccount } from './subnet-account.ts'
import { canPay, transferToSubnet } from './tao.ts'
import { freeSymbol } from './token-symbol.ts'

/*
 * Creating a subnet and starting it. Source: pallets/subtensor, subnets/subnet.rs.
 */

/** Every build of the chain: blocks of an epoch of a new subnet, and what its first registration costs in rao. */
const DEFAULT_TEMPO = 360
const FIRST_BURN = 1_000_000_000n

/** Netuids in use, in storage order (0 first, then by the little-endian netuid). */
export const allNetuids = (chain: ChainContext): number[] =>
  [...storage.NetworksAdded.entries(chain)].map(([[netuid]]) => netuid)

/** What registering a subnet costs now, rao. */
export const networkLockCost = (chain: ChainContext): bigint =>
  lockCost(
    {
      lastLock: storage.NetworkLastLockCost.get(chain),
      lastBlock: lastNetworkBlock(chain),
      minLock: storage.NetworkMinLockCost.get(chain),
      reductionInterval: storage.NetworkLockReductionInterval.get(chain),
      blockEmission: blockEmission(storage.TotalIssuance.get(chain)),
    },
    BigInt(chain.block),
  )

/** The middle price of the subnets there are, in bits of U64F64; 1 without any. */
export function medianPrice(chain: ChainContext): bigint {
  const prices = allNetuids(chain)
    .filter((netuid) => netuid !== 0 && storage.NetworksAdded.get(chain, netuid))
    .map((netuid) => alphaPrice(chain, netuid))
    .filter((price) => price > 0n)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  if (prices.length === 0) return U64F64.one
  const lower = prices[(prices.length - 1) >> 1]!
  const upper = prices[prices.length >> 1]!
  return prices.length % 2 === 1 ? upper : (lower + upper) / 2n
}

/** The subnet that a new one would replace when there are as many as may be: past immunity, lowest moving price. */
export function networkToPrune(chain: ChainContext): number | undefined {
  const immunity = storage.NetworkImmunityPeriod.get(chain)
  const candidates = allNetuids(chain)
    .filter((netuid) => netuid !== 0 && storage.NetworksAdded.get(chain, netuid))
    .map((netuid) => ({
      netuid,
      price: storage.SubnetMovingPrice.get(chain, netuid),
      block: storage.NetworkRegisteredAt.get(chain, netuid),
    }))
    .filter(({ block }) => BigInt(chain.block) >= block + immunity)
    .sort((a, b) => Number(a.price === b.price ? a.block - b.block : a.price - b.price))
  return candidates[0]?.netuid
}

const freeNetuid = (chain: ChainContext): number => {
  const used = new Set(allNetuids(chain))
  let netuid = 1
  while (used.has(netuid)) netuid++
  return netuid
}

/** What every new subnet is given; facts 3.1 lists where that differs from the defaults of the storage. */
function initNetwork(chain: ChainContext, netuid: number): void {
  storage.SubnetworkN.set(chain, netuid, 0)
  storage.NetworksAdded.set(chain, netuid, true)
  storage.Tempo.set(chain, netuid, DEFAULT_TEMPO)
  // Subnets registered in one block do not run their epochs in one block.
  const stagger = BigInt(netuid % DEFAULT_TEMPO)
  storage.LastEpochBlock.set(chain, netuid, saturatingSub(BigInt(chain.block), stagger))
  storage.TotalNetworks.mutate(chain, (count) => count + 1)

  storage.NetworkRegistrationAllowed.set(chain, netuid, true)
  chain.emit(events.RegistrationAllowed(netuid, true))
  storage.MaxAllowedUids.set(chain, netuid, 256)
  chain.emit(events.MaxAllowedUidsSet(netuid, 256))
  storage.MaxAllowedValidators.set(chain, netuid, 64)
  chain.emit(events.MaxAllowedValidatorsSet(netuid, 64))
  storage.MinAllowedWeights.set(chain, netuid, 1)
  chain.emit(events.MinAllowedWeightSet(netuid, 1))
  storage.ImmunityPeriod.set(chain, netuid, 5000)
  chain.emit(events.ImmunityPeriodSet(netuid, 5000))
  storage.Yuma3On.set(chain, netuid, true)
  storage.Burn.set(chain, netuid, FIRST_BURN)
  // Written although they are defaults: readers of the maps see only what is stored.
  storage.Kappa.set(chain, netuid, storage.Kappa.get(chain, netuid))
  storage.ActivityCutoff.set(chain, netuid, storage.ActivityCutoff.get(chain, netuid))
  storage.RegistrationsThisInterval.set(chain, netuid, 0)
}

/** The pool of a new subnet: the whole lock, and as much alpha as that is worth at the middle price. */
function openPool(chain: ChainContext, netuid: number, lock: bigint, price: bigint): void {
  storage.SubnetMechanism.set(chain, netuid, 1)
  storage.SubnetTAO.set(chain, netuid, lock)
  storage.SubnetAlphaIn.set(chain, netuid, U64F64.toU64(U64F64.div(U64F64.of(lock), price)))
  storage.SubnetAlphaOut.set(chain, netuid, 0n)
  storage.SubnetVolume.set(chain, netuid, 0n)
  storage.SubnetLocked.set(chain, netuid, lock)
  storage.RAORecycledForRegistration.set(chain, netuid, 0n)
  storage.TotalStake.mutate(chain, (total) => total + lock)
}

function checkNetworkRegistration(chain: ChainContext, coldkey: AccountId, hotkey: AccountId): void {
  if (hotkeyExists(chain, hotkey) && !ownsHotkey(chain, coldkey, hotkey)) throw errors.NonAssociatedColdKey()
  if (isSubnetAccount(hotkey)) throw errors.CannotUseSystemAccount()
  if (BigInt(chain.block) < storage.NetworkRegistrationStartBlock.get(chain)) {
    throw errors.SubNetRegistrationDisabled()
  }
  if (!passesNetworkLimit(chain)) throw errors.NetworkTxRateLimitExceeded()
  const count = allNetuids(chain).filter((netuid) => netuid !== 0).length
  if (count >= storage.SubnetLimit.get(chain)) {
    // The chain would dissolve the cheapest subnet; no subnet here can be past its immunity before block 1296000.
    throw networkToPrune(chain) === undefined ? errors.SubnetLimitReached() : errors.CallDisabled()
  }
}

/**
 * Registers a subnet: its founder locks the cost, which becomes the pool, and owns uid 0. It earns nothing before
 * {@link startCall}, and no TAO before root switches its emission on.
 */
export function registerNetwork(
  chain: ChainContext,
  origin: Origin,
  hotkey: AccountId,
  identity?: SubnetIdentity,
): number {
  const coldkey = signed(origin)
  checkNetworkRegistration(chain, coldkey, hotkey)
  const cost = networkLockCost(chain)
  if (!canPay(chain, coldkey, cost)) throw errors.CannotAffordLockCost()

  const netuid = freeNetuid(chain)
  const price = medianPrice(chain)
  initNetwork(chain, netuid)
  const lock = transferToSubnet(chain, netuid, coldkey, cost)
  storage.NetworkLastLockCost.set(chain, lock)
  recordNetwork(chain)

  createHotkey(chain, coldkey, hotkey)
  appendNeuron(chain, netuid, hotkey)
  storage.NetworkRegisteredAt.set(chain, netuid, BigInt(chain.block))
  storage.RegisteredSubnetCounter.mutate(chain, netuid, (count) => count + 1n)
  storage.TokenSymbol.set(chain, netuid, freeSymbol(chain, netuid))
  openPool(chain, netuid, lock, price)
  storage.SubnetOwner.set(chain, netuid, coldkey)
  storage.SubnetOwnerHotkey.set(chain, netuid, hotkey)
  chain.emit(events.SubnetOwnerHotkeySet(netuid, hotkey))
  if (identity) storeSubnetIdentity(chain, netuid, identity)
  chain.emit(events.NetworkAdded(netuid, 1))
  storage.SubnetEmissionEnabled.set(chain, netuid, false)
  return netuid
}

/** Starts a subnet, once: from the next block on it earns alpha and can be staked on. Its owner signs. */
export function startCall(chain: ChainContext, origin: Origin, netuid: number): void {
  if (!storage.NetworksAdded.get(chain, netuid)) throw errors.SubnetNotExists()
  ensureOwner(chain, origin, netuid)
  if (storage.FirstEmissionBlockNumber.has(chain, netuid)) throw errors.FirstEmissionBlockNumberAlreadySet()
  const earliest = storage.NetworkRegisteredAt.get(chain, netuid) + storage.StartCallDelay.get(chain)
  if (BigInt(chain.block) < earliest) throw errors.NeedWaitingMoreBlocksToStarCall()
  const first = BigInt(chain.block) + 1n
  storage.FirstEmissionBlockNumber.set(chain, netuid, first)
  storage.SubtokenEnabled.set(chain, netuid, true)
  chain.emit(events.FirstEmissionBlockNumberSet(netuid, first))
}
