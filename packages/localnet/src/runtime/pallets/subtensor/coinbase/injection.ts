import type { ChainContext } from '../../../chain-context.ts'
import { DispatchFailure } from '../../../dispatch-error.ts'
import { quoteAfterInjection } from '../../swap/balancer.ts'
import { swapStorage } from '../../swap/storage.ts'
import { alphaIssuance, mintAlphaIn } from '../alpha.ts'
import { alphaPrice, quoteTaoForAlpha, readPool, tradeTaoForAlpha } from '../market.ts'
import { blockEmission } from '../math/block-emission.ts'
import { U96F32 } from '../math/fixed-point.ts'
import { storage } from '../storage.ts'
import { type EmissionCredit, spendCredit } from '../tao.ts'
import { rootProportion } from './root-proportion.ts'

/*
 * What becomes of a subnet's TAO: as much of it as root's part of the subnet allows goes into the pool, next to
 * alpha of the same worth; the rest buys alpha, which the chain keeps. Without root stake all of it does.
 * Source: pallets/subtensor, coinbase/run_coinbase.rs, `get_subnet_terms` and `inject_and_maybe_swap`.
 */

/** Alpha that a subnet mints for its participants in a block, rao. */
export const alphaEmission = (chain: ChainContext, netuid: number): bigint =>
  blockEmission(alphaIssuance(chain, netuid))

interface Terms {
  readonly taoIn: bigint
  readonly alphaIn: bigint
  readonly excess: bigint
}

const NOTHING: Terms = { taoIn: 0n, alphaIn: 0n, excess: 0n }

/** Cuts a subnet's TAO (bits of U96F32) into what is injected and what buys alpha, rao. */
function terms(chain: ChainContext, netuid: number, tao: bigint): Terms {
  // The price has 64 bits behind the point here.
  const price = alphaPrice(chain, netuid) >> 32n
  const cap = U96F32.mul(rootProportion(chain, netuid), U96F32.of(alphaEmission(chain, netuid)))
  const wanted = U96F32.div(tao, price)
  const capped = wanted > cap
  const alphaIn = capped ? cap : wanted
  const taoIn = capped ? U96F32.mul(alphaIn, price) : tao
  return {
    taoIn: U96F32.toU64(taoIn),
    alphaIn: U96F32.toU64(alphaIn),
    excess: U96F32.toU64(U96F32.sub(tao, taoIn)),
  }
}

/** The chain buys alpha for itself, free of fees. A pool that cannot sell gets nothing. */
function buyForProtocol(chain: ChainContext, netuid: number, credit: EmissionCredit, tao: bigint): void {
  try {
    quoteTaoForAlpha(chain, netuid, tao, { free: true })
  } catch (error) {
    if (error instanceof DispatchFailure) return
    throw error
  }
  if (!spendCredit(chain, credit, netuid, tao)) return
  const { paidIn, paidOut } = tradeTaoForAlpha(chain, netuid, tao, { free: true })
  storage.SubnetProtocolAlpha.mutate(chain, netuid, (total) => total + paidOut)
  storage.SubnetExcessTao.set(chain, netuid, paidIn)
  storage.SubnetProtocolFlow.mutate(chain, netuid, (flow) => flow + paidIn)
}

const putIn = (chain: ChainContext, netuid: number, tao: bigint): void => {
  storage.SubnetTaoInEmission.set(chain, netuid, tao)
  storage.SubnetTAO.mutate(chain, netuid, (total) => total + tao)
  storage.TotalStake.mutate(chain, (total) => total + tao)
  storage.SubnetProtocolFlow.mutate(chain, netuid, (flow) => flow + tao)
}

/** Spends one subnet's TAO of a block (bits of U96F32) out of the block's credit. */
export function inject(chain: ChainContext, netuid: number, credit: EmissionCredit, share: bigint): void {
  const { taoIn, alphaIn, excess } = share === 0n ? NOTHING : terms(chain, netuid, share)
  const pool = readPool(chain, netuid)
  const quote = quoteAfterInjection(pool, taoIn, alphaIn)
  if (quote !== undefined && quote !== pool.quote) swapStorage.SwapBalancer.set(chain, netuid, { quote })
  storage.SubnetExcessTao.set(chain, netuid, 0n)
  storage.SubnetTaoInEmission.set(chain, netuid, 0n)
  if (excess > 0n) buyForProtocol(chain, netuid, credit, excess)

  const fits = quote !== undefined
  storage.SubnetAlphaInEmission.set(chain, netuid, fits ? alphaIn : 0n)
  if (!fits) return
  mintAlphaIn(chain, netuid, alphaIn)
  if (taoIn > 0n && spendCredit(chain, credit, netuid, taoIn)) putIn(chain, netuid, taoIn)
}
