import type { ChainContext } from '../chain-context.ts'
import { DispatchFailure } from '../dispatch-error.ts'
import { alphaPrice, quoteAlphaForTao, quoteTaoForAlpha } from '../pallets/subtensor/market.ts'
import { saturatingSub, U64F64 } from '../pallets/subtensor/math/fixed-point.ts'
import { allNetuids } from '../pallets/subtensor/network.ts'
import type { Swap } from '../pallets/swap/swap.ts'
import { apiMethod, defineRuntimeApi } from '../runtime-api.ts'
import { struct, vec } from '../scale/composites.ts'
import { u16, u64 } from '../scale/primitives.ts'
import type { ValueOf } from '../scale/type.ts'
import { subnetExists } from './subnet-reads.ts'

const subnetPrice = struct('pallet_subtensor_swap_runtime_api::SubnetPrice', { netuid: u16, price: u64 })

/** What a swap would do. Slippage is what the pool's price promised beyond what comes out. */
const simSwapResult = struct('pallet_subtensor_swap_runtime_api::SimSwapResult', {
  tao_amount: u64,
  alpha_amount: u64,
  tao_fee: u64,
  alpha_fee: u64,
  tao_slippage: u64,
  alpha_slippage: u64,
})

const nothing: ValueOf<typeof simSwapResult> = {
  tao_amount: 0n,
  alpha_amount: 0n,
  tao_fee: 0n,
  alpha_fee: 0n,
  tao_slippage: 0n,
  alpha_slippage: 0n,
}

/** Rao for one alpha. */
const raoPrice = (chain: ChainContext, netuid: number): bigint =>
  U64F64.toU64(U64F64.mul(alphaPrice(chain, netuid), U64F64.of(1_000_000_000n)))

/** A swap that cannot be made is nothing at all. */
function simulate(
  chain: ChainContext,
  netuid: number,
  quote: () => Swap,
  tell: (swap: Swap) => Partial<ValueOf<typeof simSwapResult>>,
): ValueOf<typeof simSwapResult> {
  if (!subnetExists(chain, netuid)) return nothing
  try {
    return { ...nothing, ...tell(quote()) }
  } catch (error) {
    if (error instanceof DispatchFailure) return nothing
    throw error
  }
}

/** Prices, and what swaps would do. Source: runtime/src/lib.rs, `SwapRuntimeApi`. */
export const swapApi = defineRuntimeApi('SwapRuntimeApi', 1, {
  current_alpha_price: apiMethod({ netuid: u16 }, u64, (chain, { netuid }) => raoPrice(chain, netuid)),
  current_alpha_price_all: apiMethod({}, vec(subnetPrice), (chain) =>
    allNetuids(chain).map((netuid) => ({ netuid, price: raoPrice(chain, netuid) })),
  ),
  sim_swap_tao_for_alpha: apiMethod({ netuid: u16, tao: u64 }, simSwapResult, (chain, { netuid, tao }) =>
    simulate(
      chain,
      netuid,
      () => quoteTaoForAlpha(chain, netuid, tao),
      ({ paidIn, paidOut, fee }) => {
        const promised = U64F64.toU64(U64F64.div(U64F64.of(tao), alphaPrice(chain, netuid)))
        return {
          tao_amount: paidIn,
          alpha_amount: paidOut,
          tao_fee: fee,
          alpha_slippage: saturatingSub(promised, paidOut),
        }
      },
    ),
  ),
  sim_swap_alpha_for_tao: apiMethod({ netuid: u16, alpha: u64 }, simSwapResult, (chain, { netuid, alpha }) =>
    simulate(
      chain,
      netuid,
      () => quoteAlphaForTao(chain, netuid, alpha),
      ({ paidIn, paidOut, fee }) => {
        const promised = U64F64.toU64(U64F64.mul(U64F64.of(alpha), alphaPrice(chain, netuid)))
        return {
          tao_amount: paidOut,
          alpha_amount: paidIn,
          alpha_fee: fee,
          tao_slippage: saturatingSub(promised, paidOut),
        }
      },
    ),
  ),
})
