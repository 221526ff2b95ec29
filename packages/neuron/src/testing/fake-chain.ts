import type { ChainPort, PortMetagraph, PortNeuron } from '../chain-port.ts'

/** A chain in memory with one subnet, whose blocks a test seals. */
export interface FakeChain extends ChainPort {
  readonly neurons: PortNeuron[]
  /** Every weight set, in order. */
  readonly weightSets: { hotkey: string; block: number; uids: readonly number[]; values: readonly number[] }[]
  /** What the next calls do instead of their work. */
  readonly broken: { setWeights?: () => Promise<never>; metagraph?: () => Promise<never> }
  readonly served: { hotkey: string; ip: string; port: number }[]
  seal(count?: number): void
  register(hotkey: string, options?: Partial<PortNeuron>): PortNeuron
  deregister(hotkey: string): void
}

/** A chain in memory, for rehearsals: its epochs end when the test seals blocks. */
export function fakeChain(
  options: { tempo?: number; slotMs?: number; block?: number; name?: string } = {},
): FakeChain {
  const tempo = options.tempo ?? 10
  const neurons: PortNeuron[] = []
  const listeners = new Set<(head: { number: number; hash: string }) => void>()
  let block = options.block ?? 1
  let epochIndex = Math.floor(block / tempo)
  let lastEpochBlock = epochIndex * tempo
  const change = (hotkey: string, part: Partial<PortNeuron>): void => {
    const at = neurons.findIndex((neuron) => neuron.hotkey === hotkey)
    neurons[at] = { ...neurons[at]!, ...part }
  }
  const chain: FakeChain = {
    endpoint: 'ws://127.0.0.1:1',
    genesisHash: '0xfake',
    network: 'local',
    slotMs: options.slotMs ?? 1_000,
    neurons,
    weightSets: [],
    broken: {},
    served: [],
    head: async () => ({ number: block, hash: `0x${options.name ?? ''}${block}` }),
    onHead(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    blockHash: async (number) => (number > block ? null : `0x${options.name ?? ''}${number}`),
    epoch: async () => ({
      index: epochIndex,
      lastEpochBlock,
      tempo,
      blocksUntilNext: lastEpochBlock + tempo - block,
    }),
    async metagraph(): Promise<PortMetagraph> {
      if (chain.broken.metagraph) return chain.broken.metagraph()
      return {
        block,
        tempo,
        lastEpochBlock,
        epochIndex,
        ownerHotkey: 'owner',
        minAllowedWeights: 1,
        maxWeightLimit: 65535,
        weightsRateLimit: 0,
        weightsVersion: 0n,
        servingRateLimit: 2,
        neurons: [...neurons],
      }
    },
    async setWeights({ keypair, uids, values }) {
      if (chain.broken.setWeights) return chain.broken.setWeights()
      chain.weightSets.push({ hotkey: keypair.ss58, block, uids, values })
      change(keypair.ss58, { lastUpdate: block + 1 })
      return { hash: '0xweights' }
    },
    async serveAxon({ keypair, ip, port }) {
      chain.served.push({ hotkey: keypair.ss58, ip, port })
      change(keypair.ss58, { axon: { ip: ip.replace('::ffff:', ''), port } })
    },
    async setCommitment({ keypair, bytes }) {
      change(keypair.ss58, { commitment: bytes })
    },
    weights: async () => new Map(),
    registerLine: async (netuid) => `btcli subnets register --netuid ${netuid}`,
    seal(count = 1) {
      for (let i = 0; i < count; i++) {
        block++
        if (block - lastEpochBlock >= tempo) {
          lastEpochBlock = block
          epochIndex++
        }
        for (const listener of listeners) listener({ number: block, hash: `0x${block}` })
      }
    },
    register(hotkey, given = {}) {
      const neuron: PortNeuron = {
        uid: neurons.length,
        hotkey,
        coldkey: `owner of ${hotkey}`,
        registeredAt: block,
        lastUpdate: block,
        validatorPermit: false,
        stake: 0n,
        stakeWeight: 0n,
        axon: null,
        commitment: null,
        ...given,
      }
      neurons.push(neuron)
      return neuron
    },
    deregister(hotkey) {
      const at = neurons.findIndex((neuron) => neuron.hotkey === hotkey)
      if (at >= 0) neurons.splice(at, 1)
    },
  }
  return chain
}
