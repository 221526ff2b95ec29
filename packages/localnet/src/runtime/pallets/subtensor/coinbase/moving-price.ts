import type { ChainContext } from '../../../chain-context.ts'
import { alphaPrice, movingPrice } from '../market.ts'
import { minOf, saturatingSub, U64F64 } from '../math/fixed-point.ts'
import { storage } from '../storage.ts'
import { rootProportion } from './root-proportion.ts'

/**
 * Lets a subnet's moving price follow its price, the older the subnet the faster; above 1 TAO it does not follow.
 *
 * Source: staking/stake_utils.rs, `update_moving_price`.
 */
function updateMovingPrice(chain: ChainContext, netuid: number): void {
  const started = saturatingSub(storage.FirstEmissionBlockNumber.get(chain, netuid) ?? 0n, 1n)
  const age = U64F64.of(saturatingSub(BigInt(chain.block), started))
  const halving = U64F64.of(storage.EMAPriceHalvingBlocks.get(chain, netuid))
  const most = storage.SubnetMovingAlpha.get(chain) << 32n
  const alpha = U64F64.mul(most, U64F64.div(age, U64F64.add(age, halving)))
  const price = U64F64.mul(alpha, minOf(alphaPrice(chain, netuid), U64F64.one))
  const before = U64F64.mul(U64F64.sub(U64F64.one, alpha), movingPrice(chain, netuid))
  storage.SubnetMovingPrice.set(chain, netuid, U64F64.add(price, before) >> 32n)
}

/** Moving prices and root's parts, after they were used: steps 5 and 6 of a block. */
export function updatePrices(chain: ChainContext, earning: readonly number[]): void {
  for (const netuid of earning) {
    updateMovingPrice(chain, netuid)
    storage.RootProp.set(chain, netuid, rootProportion(chain, netuid))
  }
}
