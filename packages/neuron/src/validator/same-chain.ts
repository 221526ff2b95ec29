import type { ChainPort, PortEpoch } from '../chain-port.ts'
import type { ValidatorState } from '../state/validator-state.ts'

const key = 'known-block'

/**
 * Clears the state when the local chain is another one than it was made on: started anew, such a chain has the same
 * genesis, and its first epochs would pass for rounds that are done. Public chains do not start anew.
 *
 * @returns whether there was something to clear
 */
export async function clearOfOldChain(state: ValidatorState, chain: ChainPort): Promise<boolean> {
  const known = state.meta(key)
  if (known === undefined || chain.network !== 'local') return false
  const [number, hash] = known.split(' ')
  if ((await chain.blockHash(Number(number))) === hash) return false
  state.clear()
  return true
}

/** Remembers a block by which the chain is known again. */
export async function rememberChain(
  state: ValidatorState,
  chain: ChainPort,
  epoch: PortEpoch,
): Promise<void> {
  const hash = await chain.blockHash(epoch.lastEpochBlock)
  if (hash !== null) state.setMeta(key, `${epoch.lastEpochBlock} ${hash}`)
}
