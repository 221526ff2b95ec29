import { isSubnetkitError } from '@subnetkit/core'
import type { Keypair } from '@subnetkit/wallet/keys'
import type { ChainPort, PortMetagraph } from '../chain-port.ts'
import { errorEvent } from '../error-event.ts'
import { neuronErrors } from '../errors.ts'
import type { MinerEvent } from '../events.ts'

const sameAddress = (a: string, b: string): boolean => plainIp(a) === plainIp(b)

/** The chain stores `::ffff:127.0.0.1` and clients show it as 127.0.0.1; both are one address. */
const plainIp = (ip: string): string => ip.toLowerCase().replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/, '')

/**
 * Makes the chain say where this miner listens: nothing is sent when it does already, and after a refusal nothing
 * until the subnet's serving rate limit has passed. Returns what to call with every new metagraph.
 */
export function keepAxon(options: {
  chain: ChainPort
  netuid: number
  keypair: Keypair
  ip: string
  port: number
  onEvent: (event: MinerEvent) => void
}): (metagraph: PortMetagraph) => Promise<void> {
  const { chain, netuid, keypair, ip, port, onEvent } = options
  let isBusy = false
  let isKnown = false
  let notBefore = 0

  return async (metagraph) => {
    const axon = metagraph.neurons.find((neuron) => neuron.hotkey === keypair.ss58)?.axon
    if (axon && axon.port === port && sameAddress(axon.ip, ip)) {
      if (!isKnown) onEvent({ type: 'axon-served', ip, port, changed: false })
      isKnown = true
      return
    }
    if (isBusy || metagraph.block < notBefore) return
    isBusy = true
    try {
      await chain.serveAxon({ netuid, keypair, ip, port })
      isKnown = true
      // The snapshot in hand may be older than the call; the chain would refuse a second one anyway.
      notBefore = metagraph.block + metagraph.servingRateLimit + 1
      onEvent({ type: 'axon-served', ip, port, changed: true })
    } catch (error) {
      notBefore = metagraph.block + Math.max(1, metagraph.servingRateLimit)
      const reason = isSubnetkitError(error) ? `${error.message} ${error.remedy}` : String(error)
      onEvent(errorEvent(neuronErrors.AXON_REFUSED({ ip, port, reason }, { cause: error })))
    } finally {
      isBusy = false
    }
  }
}
