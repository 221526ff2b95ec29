import type { ChainContext } from '../../../chain-context.ts'
import { alphaIssuance } from '../alpha.ts'
import { movingPrice } from '../market.ts'
import { U64F64, U96F32 } from '../math/fixed-point.ts'
import { taoWeight } from '../stake-weight.ts'
import { storage } from '../storage.ts'

/**
 * How much of a subnet belongs to root: TAO staked there, weighed, against that and the subnet's alpha. Bits of
 * U96F32, 0 without root stake. Source: coinbase/block_step.rs.
 */
export function rootProportion(chain: ChainContext, netuid: number): bigint {
  const tao = storage.SubnetTAO.get(chain, 0)
  if (tao === 0n) return 0n
  const root = U96F32.mul(U96F32.of(tao), taoWeight(chain))
  return U96F32.div(root, U96F32.add(root, U96F32.of(alphaIssuance(chain, netuid))))
}

/** Whether root stakers are paid at all: only when all prices together are above 1. */
export const paysRoot = (chain: ChainContext, netuids: readonly number[]): boolean =>
  netuids.reduce((sum, netuid) => U64F64.add(sum, movingPrice(chain, netuid)), 0n) > U64F64.one
