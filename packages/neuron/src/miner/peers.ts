import type { Contract } from '@subnetkit/protocol'
import { axonUrl, type Client } from '@subnetkit/protocol/client'
import type { PortMetagraph } from '../chain-port.ts'
import type { PastAnswer, Peer } from '../character.ts'

const askMs = 2_000

/** The other neurons with an axon, as a character may ask them: over the wire, with this miner's own signature. */
export function peersOf(options: {
  contract: Contract
  client: Client
  metagraph: PortMetagraph
  hotkey: string
}): Peer[] {
  const { contract, client, metagraph } = options
  return metagraph.neurons.flatMap(({ uid, hotkey, axon }) => {
    if (axon === null || hotkey === options.hotkey) return []
    const target = { url: axonUrl(axon), hotkey }
    const ask: Peer['ask'] = async ({ route, request, params, signal }): Promise<PastAnswer | undefined> => {
      const { outcome } = await client.ask(contract, route, {
        axon: target,
        request,
        params,
        deadlineMs: askMs,
        signal,
      })
      if ('failure' in outcome) return undefined
      return { route, request, events: outcome.events.map(({ data }) => data), response: outcome.response }
    }
    return [{ uid, hotkey, ask }]
  })
}
