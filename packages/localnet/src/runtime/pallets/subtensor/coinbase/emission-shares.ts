import type { ChainContext } from '../../../chain-context.ts'
import { movingPrice } from '../market.ts'
import { minOf, U64F64 } from '../math/fixed-point.ts'
import { allNetuids } from '../network.ts'
import { storage } from '../storage.ts'

/*
 * Which subnets earn, and how much of a block's TAO each gets: in proportion to its moving price, less what it
 * withheld from miners. Source: pallets/subtensor, coinbase/subnet_emissions.rs.
 */

/** Subnets that earn alpha in this block: started, staked on, and open for registration. */
export const earningNetuids = (chain: ChainContext): number[] =>
  allNetuids(chain).filter(
    (netuid) =>
      netuid !== 0 &&
      storage.FirstEmissionBlockNumber.has(chain, netuid) &&
      storage.SubtokenEnabled.get(chain, netuid) &&
      storage.NetworkRegistrationAllowed.get(chain, netuid),
  )

/** Parts of their sum, in bits of U64F64; all 0 when the sum is. */
const normalised = (amounts: readonly bigint[]): bigint[] => {
  const sum = amounts.reduce((total, amount) => U64F64.add(total, amount), 0n)
  return amounts.map((amount) => U64F64.div(amount, sum))
}

/** What each subnet withholds from miners costs it the same part of its TAO. */
const afterBurn = (chain: ChainContext, netuid: number, share: bigint): bigint => {
  const burned = minOf(storage.MinerBurned.get(chain, netuid) << 32n, U64F64.one)
  return U64F64.mul(share, U64F64.one - burned)
}

/**
 * The TAO of each subnet, in rao as bits of U96F32, by netuid. Subnets whose emission is switched off get none, and the
 * others share it.
 */
export function shareEmission(
  chain: ChainContext,
  netuids: readonly number[],
  emission: bigint,
): Map<number, bigint> {
  const enabled = netuids.map((netuid) => storage.SubnetEmissionEnabled.get(chain, netuid))
  if (!enabled.some(Boolean)) return new Map(netuids.map((netuid) => [netuid, 0n]))
  const byPrice = normalised(netuids.map((netuid) => movingPrice(chain, netuid)))
  const weighted = netuids.map((netuid, at) => afterBurn(chain, netuid, byPrice[at]!))
  const shares = weighted.some((weight) => weight > 0n) ? normalised(weighted) : byPrice

  const counted = shares.map((share, at) => (enabled[at] ? share : 0n))
  const final = enabled.every(Boolean) ? shares : normalised(counted)
  // U64F64 has 64 bits behind the point, U96F32 has 32.
  return new Map(netuids.map((netuid, at) => [netuid, U64F64.mul(U64F64.of(emission), final[at]!) >> 32n]))
}
