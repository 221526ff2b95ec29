import type { ChainContext } from '../../chain-context.ts'
import { type Origin, signed } from '../../origin.ts'
import type { AccountId } from '../../scale/chain-types.ts'
import { createHotkey, ownsHotkey } from './accounts.ts'
import { isEpochDue } from './epoch-schedule.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { tradeTaoForAlpha } from './market.ts'
import { decayedBurn, raisedBurn } from './math/burn-price.ts'
import { saturatingSub } from './math/fixed-point.ts'
import { appendNeuron, replaceNeuron } from './neurons.ts'
import { neuronToPrune } from './pruning.ts'
import { storage } from './storage.ts'
import { canPay, transferFromSubnet, transferToSubnet } from './tao.ts'

const bounds = (chain: ChainContext, netuid: number) => ({
  min: storage.MinBurn.get(chain, netuid),
  max: storage.MaxBurn.get(chain, netuid),
})

const isFull = (chain: ChainContext, netuid: number): boolean =>
  storage.SubnetworkN.get(chain, netuid) >= storage.MaxAllowedUids.get(chain, netuid)

/**
 * Pays the price: the TAO buys alpha, which leaves circulation, so a registration raises the price of alpha. The
 * trade's fee goes to the block's author, as with stake (spec 424 itself leaves it in the subnet's account, where
 * nobody counts it; here what an account holds and what its pool counts agree).
 */
function payBurn(chain: ChainContext, netuid: number, coldkey: AccountId, price: bigint): bigint {
  const paid = transferToSubnet(chain, netuid, coldkey, price)
  const { paidOut, fee } = tradeTaoForAlpha(chain, netuid, paid)
  storage.SubnetAlphaOut.mutate(chain, netuid, (total) => saturatingSub(total, paidOut))
  transferFromSubnet(chain, netuid, chain.author, fee)
  return paid
}

/**
 * Registers a hotkey on a subnet for its coldkey, who signs and pays the burn price.
 *
 * Source: pallets/subtensor, subnets/registration.rs, `do_register`; calls burned_register, register.
 */
export function registerNeuron(chain: ChainContext, origin: Origin, netuid: number, hotkey: AccountId): void {
  const coldkey = signed(origin)
  if (netuid === 0) throw errors.RegistrationNotPermittedOnRootSubnet()
  if (!storage.NetworksAdded.get(chain, netuid)) throw errors.SubnetNotExists()
  if (!storage.NetworkRegistrationAllowed.get(chain, netuid)) throw errors.SubNetRegistrationDisabled()
  if (storage.Uids.has(chain, netuid, hotkey)) throw errors.HotKeyAlreadyRegisteredInSubNet()
  const price = storage.Burn.get(chain, netuid)
  if (!canPay(chain, coldkey, price)) throw errors.NotEnoughBalanceToStake()
  createHotkey(chain, coldkey, hotkey)
  if (!ownsHotkey(chain, coldkey, hotkey)) throw errors.NonAssociatedColdKey()
  if (storage.MaxAllowedUids.get(chain, netuid) === 0) throw errors.NoNeuronIdAvailable()
  const leaving = isFull(chain, netuid) ? neuronToPrune(chain, netuid) : undefined
  if (isFull(chain, netuid) && leaving === undefined) throw errors.NoNeuronIdAvailable()

  const paid = payBurn(chain, netuid, coldkey, price)
  if (leaving !== undefined) replaceNeuron(chain, netuid, leaving, hotkey)
  const uid = leaving ?? appendNeuron(chain, netuid, hotkey)

  const multiplier = storage.BurnIncreaseMult.get(chain, netuid)
  storage.Burn.set(chain, netuid, raisedBurn(price, multiplier, bounds(chain, netuid)))
  storage.RegistrationsThisBlock.mutate(chain, netuid, (count) => count + 1)
  const recycled = storage.RAORecycledForRegistration.mutate(chain, netuid, (total) => total + price)
  chain.emit(events.RAORecycledForRegistrationSet(netuid, recycled))
  storage.SubnetTaoFlow.mutate(chain, netuid, (flow) => flow + paid)
  chain.emit(events.NeuronRegistered(netuid, uid, hotkey))
}

/** {@link registerNeuron}, unless it costs more than `limit` rao. */
export function registerNeuronUpTo(
  chain: ChainContext,
  origin: Origin,
  netuid: number,
  hotkey: AccountId,
  limit: bigint,
): void {
  signed(origin)
  if (netuid === 0) throw errors.RegistrationNotPermittedOnRootSubnet()
  if (!storage.NetworksAdded.get(chain, netuid)) throw errors.SubnetNotExists()
  if (storage.Burn.get(chain, netuid) > limit) throw errors.RegistrationPriceLimitExceeded()
  registerNeuron(chain, origin, netuid, hotkey)
}

/** Lets the burn prices decay by one block and starts counting registrations anew: step 1 of a block. */
export function decayBurnPrices(chain: ChainContext): void {
  for (const [[netuid]] of [...storage.NetworksAdded.entries(chain)]) {
    const price = storage.Burn.get(chain, netuid)
    // The first block only brings the price into its bounds.
    const halfLife = chain.block > 1 ? storage.BurnHalfLife.get(chain, netuid) : 0
    const after = decayedBurn(price, halfLife, bounds(chain, netuid))
    if (after !== price) storage.Burn.set(chain, netuid, after)
    if (storage.RegistrationsThisBlock.get(chain, netuid) !== 0) {
      storage.RegistrationsThisBlock.set(chain, netuid, 0)
    }
    if (netuid === 0 && isEpochDue(chain, netuid)) storage.RegistrationsThisInterval.set(chain, netuid, 0)
  }
}
