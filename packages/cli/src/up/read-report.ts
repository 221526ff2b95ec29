import { type Chain, hyperparameterDifferences } from '@subnetkit/chain'
import type { Localnet } from '@subnetkit/localnet'
import { whoIs } from './neuron-names.ts'
import type { Report, ReportSubnet } from './report.ts'
import type { RunningSubnet } from './running-subnet.ts'
import type { Tally } from './tally.ts'

const plain = (value: number | bigint | boolean): string | number | boolean =>
  typeof value === 'bigint' ? value.toString() : value

async function readSubnet(
  chain: Chain,
  at: string,
  subnet: RunningSubnet,
  tally: Tally,
): Promise<ReportSubnet> {
  const [metagraph, weights] = await Promise.all([
    chain.metagraph(subnet.netuid, { at }),
    chain.weights(subnet.netuid, at),
  ])
  return {
    netuid: subnet.netuid,
    name: subnet.name,
    tempo: metagraph.tempo,
    hyperparameters: hyperparameterDifferences(metagraph.hyperparameters).map(({ name, value, mainnet }) => ({
      name,
      value: plain(value),
      mainnet: plain(mainnet),
    })),
    epochs: subnet.epochs,
    neurons: metagraph.neurons.map((neuron) => {
      const { role, character } = whoIs(neuron, subnet.actors)
      return {
        uid: neuron.uid,
        hotkey: neuron.hotkey,
        coldkey: neuron.coldkey,
        role,
        character,
        stake: neuron.stake.toString(),
        stakeWeight: neuron.stakeWeight,
        incentive: neuron.incentive,
        dividends: neuron.dividends,
        consensus: neuron.consensus,
        validatorTrust: neuron.validatorTrust,
        emission: neuron.emission.toString(),
        validatorPermit: neuron.validatorPermit,
        lastUpdate: neuron.lastUpdate,
        weights: (weights.get(neuron.uid) ?? []).map(([uid, value]) => [uid, value]),
        axon: neuron.axon && { ip: neuron.axon.ip, port: neuron.axon.port },
        score: role === 'miner' ? tally.score(subnet.netuid, neuron.hotkey) : null,
        findings: tally.findings(subnet.netuid, neuron.hotkey),
        ...tally.requests(subnet.netuid, neuron.hotkey),
      }
    }),
  }
}

/** Reads the report at the head of the chain, every number of the chain at that one block. */
export async function readReport(options: {
  chain: Chain
  localnet: Localnet
  subnets: readonly RunningSubnet[]
  tally: Tally
  seed: string
  seconds: number
}): Promise<Report> {
  const { chain, localnet, subnets, tally } = options
  const head = await chain.head()
  const at = head.hash
  return {
    schemaVersion: 1,
    runtime: localnet.runtime,
    specVersion: localnet.specVersion,
    seed: options.seed,
    genesisHash: chain.genesisHash,
    block: head.number,
    blockHash: head.hash,
    seconds: Number(options.seconds.toFixed(3)),
    ledger: localnet.ledger(),
    accounts: localnet.accounts().map(({ ss58, free }) => ({ ss58, free: free.toString() })),
    subnets: await Promise.all(subnets.map((subnet) => readSubnet(chain, at, subnet, tally))),
  }
}
