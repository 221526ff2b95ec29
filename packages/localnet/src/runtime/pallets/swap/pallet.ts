import { defineEvents, event } from '../../events.ts'
import { ensureRoot } from '../../origin.ts'
import { call, constant, definePallet } from '../../pallet.ts'
import { newtype } from '../../scale/composites.ts'
import { u16, u64 } from '../../scale/primitives.ts'
import { storage as subtensor } from '../subtensor/storage.ts'
import { palletId } from '../subtensor/types.ts'
import { swapErrors } from './errors.ts'
import { swapStorage } from './storage.ts'

const MAX_FEE_RATE = 10_000

const events = defineEvents('Swap', 28, {
  FeeRateSet: event(0, { netuid: u16, rate: u16 }),
})

/**
 * The pools in which TAO buys alpha and alpha TAO. Their arithmetic is in balancer.ts and swap.ts; what they hold is
 * storage of SubtensorModule, which also moves the money (subtensor/market.ts).
 */
export const swapPallet = definePallet('Swap', 28, {
  crate: 'pallet_subtensor_swap',
  storage: swapStorage,
  errors: swapErrors,
  events,
  constants: {
    ProtocolId: constant(palletId, '0x74656e2f73776170'),
    MaxFeeRate: constant(u16, MAX_FEE_RATE),
    MinimumLiquidity: constant(u64, 1_000n),
    MinimumReserve: constant(newtype('NonZeroU64', u64), 1_000_000n),
  },
  calls: {
    /** Sets what swaps on a subnet cost, parts of 65535. Root only. */
    set_fee_rate: call(0, { netuid: u16, rate: u16 }, (chain, origin, { netuid, rate }) => {
      ensureRoot(origin)
      if (!subtensor.NetworksAdded.get(chain, netuid)) throw swapErrors.MechanismDoesNotExist()
      if (rate > MAX_FEE_RATE) throw swapErrors.FeeRateTooHigh()
      swapStorage.FeeRate.set(chain, netuid, rate)
      chain.emit(events.FeeRateSet({ netuid, rate }))
    }),
  },
})
