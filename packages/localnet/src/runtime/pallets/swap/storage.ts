import { identity, twox64Concat } from '../../hashing.ts'
import { boundedBytes, perquintill } from '../../scale/chain-types.ts'
import { struct } from '../../scale/composites.ts'
import { bool, u16, u64 } from '../../scale/primitives.ts'
import { defineStorage, map } from '../../storage.ts'
import { EVEN } from './balancer.ts'

/** The weight of TAO in a pool, parts of 10^18; alpha has the rest. */
export const balancer = struct('pallet_subtensor_swap::pallet::balancer::Balancer', { quote: perquintill })

export const swapStorage = defineStorage('Swap', {
  /** What a swap costs of its input, parts of 65535; goes to the block's author. */
  FeeRate: map([u16, twox64Concat], u16, 33),
  SwapBalancer: map([u16, twox64Concat], balancer, { quote: EVEN }),
  PalSwapInitialized: map([u16, twox64Concat], bool, false),
  ScrapReservoirAlpha: map([u16, twox64Concat], u64, 0n),
  HasMigrationRun: map([boundedBytes, identity], bool, false),
})
