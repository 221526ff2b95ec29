import type { Keypair } from '@subnetkit/wallet/keys'
import type { ChainPort, PortMetagraph } from '../chain-port.ts'
import { errorEvent, reasonOf } from '../error-event.ts'
import { neuronErrors } from '../errors.ts'
import type { MinerEvent } from '../events.ts'

const equal = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i])

/** Puts a miner's commitment on chain unless it is there already. A refusal is told and costs nothing else. */
export async function commitOnce(options: {
  chain: ChainPort
  netuid: number
  keypair: Keypair
  bytes: Uint8Array
  metagraph: PortMetagraph
  onEvent: (event: MinerEvent) => void
}): Promise<void> {
  const { chain, netuid, keypair, bytes, metagraph, onEvent } = options
  const known = metagraph.neurons.find((neuron) => neuron.hotkey === keypair.ss58)?.commitment
  const changed = !known || !equal(known, bytes)
  try {
    if (changed) await chain.setCommitment({ netuid, keypair, bytes })
    onEvent({ type: 'committed', bytes: bytes.length, changed })
  } catch (error) {
    onEvent(errorEvent(neuronErrors.COMMITMENT_REFUSED({ reason: reasonOf(error) }, { cause: error })))
  }
}
