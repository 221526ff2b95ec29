import type { Netuid } from '@subnetkit/core'
import { decodeAxon } from './axon.ts'
import { decodeCommitment } from './commitment.ts'
import { chainErrors } from './errors.ts'
import { decodeHyperparameters, hyperparameterReads } from './hyperparameters.ts'
import type { Metagraph, NeuronInfo } from './metagraph-types.ts'
import { type Plain, take } from './runtime/plain.ts'
import type { Snapshot, StorageRead } from './snapshot.ts'

/**
 * Reads subnet `netuid` at the snapshot's block, in two round trips: the runtime's own metagraph with the subnet's
 * scalars, then what is stored per hotkey.
 *
 * @throws CHAIN_SUBNET_MISSING, and what reads throw
 */
export async function readMetagraph(snapshot: Snapshot, netuid: Netuid): Promise<Metagraph> {
  const subtensor = (item: string, ...keys: unknown[]): StorageRead => ['SubtensorModule', item, ...keys]
  const scalars: StorageRead[] = [
    subtensor('LastEpochBlock', netuid),
    subtensor('SubnetEpochIndex', netuid),
    subtensor('StakeThreshold'),
    subtensor('StakeWeight', netuid),
    subtensor('ValidatorTrust', netuid),
    ['System', 'Number'],
  ]
  const [found, stored] = await Promise.all([
    snapshot.call('SubnetInfoRuntimeApi', 'get_metagraph', netuid),
    snapshot.storageAll([...scalars, ...hyperparameterReads(netuid)]),
  ])
  const [lastEpochBlock, epochIndex, stakeThreshold, stakeWeights, trusts, number] = stored
  const block = take.number(number, 'System.Number')
  if (found === null) {
    throw chainErrors.CHAIN_SUBNET_MISSING({ netuid, block, line: 'btcli subnets list --network <network>' })
  }
  const graph = take.fields(found, 'metagraph')
  const hotkeys = take.list(graph.hotkeys, 'metagraph.hotkeys').map((key) => take.text(key, 'hotkey'))
  const perHotkey = await snapshot.storageAll([
    ...hotkeys.map((hotkey) => subtensor('TotalHotkeyAlpha', hotkey, netuid)),
    ...(snapshot.has('Commitments', 'CommitmentOf')
      ? hotkeys.map((hotkey): StorageRead => ['Commitments', 'CommitmentOf', netuid, hotkey])
      : []),
  ])

  /** A column of the metagraph or of storage; vectors that the chain has not filled yet read as zero. */
  const column = (name: string, values: Plain | undefined = graph[name]) => {
    const list = take.list(values, name)
    return {
      number: (uid: number) => (uid < list.length ? take.number(list[uid], name) : 0),
      bigint: (uid: number) => (uid < list.length ? take.bigint(list[uid], name) : 0n),
      flag: (uid: number) => (uid < list.length ? take.boolean(list[uid], name) : false),
      text: (uid: number) => take.text(list[uid], name),
      at: (uid: number) => list[uid],
    }
  }
  const columns = {
    coldkeys: column('coldkeys'),
    registeredAt: column('blockAtRegistration'),
    lastUpdate: column('lastUpdate'),
    active: column('active'),
    permit: column('validatorPermit'),
    alphaStake: column('alphaStake'),
    taoStake: column('taoStake'),
    totalStake: column('totalStake'),
    incentive: column('incentives'),
    dividends: column('dividends'),
    consensus: column('consensus'),
    emission: column('emission'),
    axons: column('axons'),
    stakeWeight: column('StakeWeight', stakeWeights),
    trust: column('ValidatorTrust', trusts),
  }
  const neurons = hotkeys.map(
    (hotkey, uid): NeuronInfo => ({
      uid,
      hotkey,
      coldkey: columns.coldkeys.text(uid),
      registeredAt: columns.registeredAt.number(uid),
      lastUpdate: columns.lastUpdate.number(uid),
      active: columns.active.flag(uid),
      validatorPermit: columns.permit.flag(uid),
      stake: take.bigint(perHotkey[uid], 'TotalHotkeyAlpha'),
      alphaStake: columns.alphaStake.bigint(uid),
      taoStake: columns.taoStake.bigint(uid),
      totalStake: columns.totalStake.bigint(uid),
      stakeWeight: columns.stakeWeight.number(uid),
      incentive: columns.incentive.number(uid),
      dividends: columns.dividends.number(uid),
      consensus: columns.consensus.number(uid),
      validatorTrust: columns.trust.number(uid),
      emission: columns.emission.bigint(uid),
      axon: axonOf(columns.axons.at(uid)),
      commitment: decodeCommitment(perHotkey[hotkeys.length + uid] ?? null),
    }),
  )
  const amount = (name: string) => take.bigint(graph[name], name)
  return {
    netuid,
    name: textOf(graph.name),
    block,
    blockHash: snapshot.blockHash,
    tempo: take.number(graph.tempo, 'tempo'),
    lastEpochBlock: take.number(lastEpochBlock, 'LastEpochBlock'),
    epochIndex: take.number(epochIndex, 'SubnetEpochIndex'),
    registeredAt: take.number(graph.networkRegisteredAt, 'networkRegisteredAt'),
    ownerHotkey: take.text(graph.ownerHotkey, 'ownerHotkey'),
    ownerColdkey: take.text(graph.ownerColdkey, 'ownerColdkey'),
    stakeThreshold: take.bigint(stakeThreshold, 'StakeThreshold'),
    hyperparameters: decodeHyperparameters(stored.slice(scalars.length)),
    market: {
      taoIn: amount('taoIn'),
      alphaIn: amount('alphaIn'),
      alphaOut: amount('alphaOut'),
      taoInEmission: amount('taoInEmission'),
      alphaInEmission: amount('alphaInEmission'),
      alphaOutEmission: amount('alphaOutEmission'),
      pendingAlphaEmission: amount('pendingAlphaEmission'),
    },
    neurons,
  }
}

function axonOf(value: Plain | undefined): NeuronInfo['axon'] {
  if (value === undefined || value === null) return null
  const axon = take.fields(value, 'axon')
  return decodeAxon(
    take.bigint(axon.ip, 'axon.ip'),
    take.number(axon.port, 'axon.port'),
    take.number(axon.ipType, 'axon.ipType'),
  )
}

/** Names come as a list of compact bytes. */
function textOf(value: Plain | undefined): string {
  const bytes = take.list(value, 'name').map((byte) => take.number(byte, 'name'))
  return new TextDecoder().decode(Uint8Array.from(bytes))
}
