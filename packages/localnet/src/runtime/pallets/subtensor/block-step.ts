import type { ChainContext } from '../../chain-context.ts'
import { accrue } from './coinbase/accrual.ts'
import { distribute } from './coinbase/distribution.ts'
import { startDueEpochs } from './coinbase/due-epochs.ts'
import { earningNetuids, shareEmission } from './coinbase/emission-shares.ts'
import { inject } from './coinbase/injection.ts'
import { updatePrices } from './coinbase/moving-price.ts'
import { paysRoot } from './coinbase/root-proportion.ts'
import { blockEmission } from './math/block-emission.ts'
import { allNetuids } from './network.ts'
import { decayBurnPrices } from './registration.ts'
import { storage } from './storage.ts'
import { openCredit } from './tao.ts'

/**
 * A block's TAO goes to subnets' pools, its alpha to whoever waits for the next epoch; then the epochs that are due run.
 * TAO that no subnet may have is not minted.
 *
 * Source: pallets/subtensor, coinbase/run_coinbase.rs, `run_coinbase`.
 */
function runCoinbase(chain: ChainContext, earning: readonly number[]): void {
  const emission = blockEmission(storage.TotalIssuance.get(chain))
  if (storage.BlockEmission.get(chain) !== emission) storage.BlockEmission.set(chain, emission)
  const credit = openCredit(chain, emission)
  const shares = shareEmission(chain, earning, credit.left)
  const rootIsPaid = paysRoot(chain, earning)
  for (const netuid of earning) inject(chain, netuid, credit, shares.get(netuid)!)
  for (const netuid of earning) accrue(chain, netuid, rootIsPaid)

  const started = startDueEpochs(
    chain,
    allNetuids(chain).filter((netuid) => netuid !== 0),
  )
  for (const netuid of [...started.keys()].sort((a, b) => a - b)) {
    distribute(chain, netuid, started.get(netuid)!)
    storage.LastMechansimStepBlock.set(chain, netuid, BigInt(chain.block))
  }
}

/**
 * What happens at the start of every block, before its transactions: so a call sees the state after the epoch of
 * its own block. Steps 3 (reveals) and 7 to 9 (children, root claims) of the chain have nothing to do yet.
 *
 * Source: pallets/subtensor, coinbase/block_step.rs.
 */
export function blockStep(chain: ChainContext): void {
  decayBurnPrices(chain)
  const earning = earningNetuids(chain)
  runCoinbase(chain, earning)
  updatePrices(chain, earning)
}
