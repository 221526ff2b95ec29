import { axonUrl } from '@subnetkit/protocol/client'
import type { PortMetagraph } from '../chain-port.ts'
import type { NeuronView } from '../neuron-view.ts'

/** The neurons of a metagraph as a subnet's own code sees them. */
export const neuronViews = (metagraph: PortMetagraph): NeuronView[] =>
  metagraph.neurons.map(
    ({ uid, hotkey, coldkey, registeredAt, stake, validatorPermit, axon, commitment }) => ({
      uid,
      hotkey,
      coldkey,
      registeredAt,
      // An epoch takes tempo + 1 blocks.
      epochsRegistered: Math.max(0, Math.floor((metagraph.block - registeredAt) / (metagraph.tempo + 1))),
      stake,
      validatorPermit,
      axon: axon === null ? null : { url: axonUrl(axon), hotkey },
      commitment,
    }),
  )
