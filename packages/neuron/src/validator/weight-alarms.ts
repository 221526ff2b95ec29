import type { SubnetkitError } from '@subnetkit/core'
import type { PortMetagraph, PortNeuron } from '../chain-port.ts'
import { neuronErrors } from '../errors.ts'
import type { ReceiptRecord } from '../state/validator-state.ts'

/** Epochs without weights after which somebody should look. */
const staleEpochs = 2

/**
 * What the chain shows of earlier submissions: a validator whose weights silently stop counting loses its income, and
 * nothing else would tell.
 *
 * @param last the newest receipt; without one this validator has only begun, and there is nothing to miss
 */
export function weightAlarms(
  metagraph: Pick<PortMetagraph, 'block' | 'tempo'>,
  self: Pick<PortNeuron, 'lastUpdate'>,
  last: Pick<ReceiptRecord, 'block' | 'outcome'> | undefined,
): SubnetkitError[] {
  if (!last) return []
  const alarms: SubnetkitError[] = []
  const { block, tempo } = metagraph
  // It must be in a block after the one it was sent at; two blocks is the least that shows it is not.
  if (last.outcome.accepted && self.lastUpdate <= last.block && block > last.block + 1) {
    alarms.push(neuronErrors.WEIGHTS_NOT_APPLIED({ block: last.block, hash: last.outcome.hash }))
  }
  const blocks = block - self.lastUpdate
  if (tempo > 0 && blocks > staleEpochs * tempo) alarms.push(neuronErrors.WEIGHTS_STALE({ blocks, tempo }))
  return alarms
}
