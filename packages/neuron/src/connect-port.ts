import type { Chain } from '@subnetkit/chain'
import type { ChainPort } from './chain-port.ts'

// Whoever has a connection has loaded this already; tests and simulations never do, which saves them a second.
const actions = () => import('@subnetkit/chain')

/** Where the runtime does not tell (12 s on every public network). */
const defaultSlotMs = 12_000

/**
 * A connection of @subnetkit/chain as the runtimes use it.
 *
 * @param names for the btcli lines in errors
 * @example
 * ```ts
 * import { connect } from '@subnetkit/chain'
 * import { connectPort } from '@subnetkit/neuron'
 *
 * const chain = connectPort(await connect({ endpoint: 'local' }))
 * ```
 */
export function connectPort(chain: Chain, names: { wallet?: string; hotkeyName?: string } = {}): ChainPort {
  return {
    endpoint: chain.endpoint,
    genesisHash: chain.genesisHash,
    network: chain.kind,
    slotMs: slotMs(chain),
    head: () => chain.head(),
    onHead: (listener) => chain.onHead(listener),
    blockHash: (number) => chain.rpc<string | null>('chain_getBlockHash', [number]),
    async epoch(netuid) {
      const { index, lastEpochBlock, tempo, blocksUntilNext } = await chain.epoch(netuid)
      return { index, lastEpochBlock, tempo, blocksUntilNext: blocksUntilNext ?? Number.POSITIVE_INFINITY }
    },
    async metagraph(netuid) {
      const { hyperparameters, neurons, ...subnet } = await chain.metagraph(netuid)
      return {
        block: subnet.block,
        tempo: subnet.tempo,
        lastEpochBlock: subnet.lastEpochBlock,
        epochIndex: subnet.epochIndex,
        ownerHotkey: subnet.ownerHotkey,
        minAllowedWeights: hyperparameters.minAllowedWeights,
        maxWeightLimit: hyperparameters.maxWeightsLimit,
        weightsRateLimit: hyperparameters.weightsSetRateLimit,
        weightsVersion: hyperparameters.weightsVersionKey,
        servingRateLimit: hyperparameters.servingRateLimit,
        neurons: neurons.map((neuron) => ({
          uid: neuron.uid,
          hotkey: neuron.hotkey,
          coldkey: neuron.coldkey,
          registeredAt: neuron.registeredAt,
          lastUpdate: neuron.lastUpdate,
          validatorPermit: neuron.validatorPermit,
          stake: neuron.stake,
          stakeWeight: neuron.totalStake,
          axon: neuron.axon,
          commitment: neuron.commitment?.bytes ?? null,
        })),
      }
    },
    async setWeights({ netuid, keypair, uids, values, version }) {
      const versionKey = version
      const { setWeights } = await actions()
      const { hash } = await setWeights(chain, { netuid, keypair, uids, values, versionKey, wait: 'pool' })
      return { hash }
    },
    async serveAxon({ netuid, keypair, ip, port }) {
      const { serveAxon } = await actions()
      await serveAxon(chain, { netuid, keypair, ip, port })
    },
    async setCommitment({ netuid, keypair, bytes }) {
      const { setCommitment } = await actions()
      await setCommitment(chain, { netuid, keypair, bytes })
    },
    weights: (netuid) => chain.weights(netuid),
    async registerLine(netuid) {
      const { btcliLine } = await actions()
      return btcliLine({ do: 'register', netuid }, { network: chain.endpoint, ...names })
    },
  }
}

/** What the runtimes take: a connection or a port of one's own. */
export const portOf = (chain: Chain | ChainPort): ChainPort => ('api' in chain ? connectPort(chain) : chain)

/** A node that seals by interval says so in Aura.SlotDuration. */
function slotMs(chain: Chain): number {
  const found = chain.api.consts.aura?.slotDuration
  const text = found === undefined ? '' : String(found)
  const ms = Number(text)
  return Number.isFinite(ms) && ms > 0 ? ms : defaultSlotMs
}
