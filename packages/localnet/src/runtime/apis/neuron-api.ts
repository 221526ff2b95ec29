import type { ChainContext } from '../chain-context.ts'
import { lastUpdates } from '../pallets/subtensor/neurons.ts'
import { hotkeyStake } from '../pallets/subtensor/stake.ts'
import { storage } from '../pallets/subtensor/storage.ts'
import { apiMethod, defineRuntimeApi } from '../runtime-api.ts'
import { vec } from '../scale/composites.ts'
import { u16 } from '../scale/primitives.ts'
import type { ValueOf } from '../scale/type.ts'
import { option } from '../scale/variants.ts'
import { neuronInfo, neuronInfoLite } from './neuron-types.ts'
import { axonOf, prometheusOf, subnetExists } from './subnet-reads.ts'

/** Nobody is scored for pruning any more; the answer keeps the field. */
const NO_SCORE = 65_535

/** What a subnet says of all its neurons, read once for all of them. */
function vectors(chain: ChainContext, netuid: number) {
  return {
    active: storage.Active.get(chain, netuid),
    emission: storage.Emission.get(chain, netuid),
    incentive: storage.Incentive.get(chain, netuid),
    consensus: storage.Consensus.get(chain, netuid),
    validatorTrust: storage.ValidatorTrust.get(chain, netuid),
    dividends: storage.Dividends.get(chain, netuid),
    lastUpdate: lastUpdates(chain, netuid, netuid),
    permit: storage.ValidatorPermit.get(chain, netuid),
  }
}

function lite(
  chain: ChainContext,
  netuid: number,
  uid: number,
  all: ReturnType<typeof vectors>,
): ValueOf<typeof neuronInfoLite> {
  const hotkey = storage.Keys.get(chain, netuid, uid)
  const coldkey = storage.Owner.get(chain, hotkey)
  return {
    hotkey,
    coldkey,
    uid,
    netuid,
    active: all.active[uid] ?? false,
    axon_info: axonOf(chain, netuid, hotkey),
    prometheus_info: prometheusOf(chain, netuid, hotkey),
    stake: [[coldkey, hotkeyStake(chain, hotkey, netuid)]],
    rank: 0,
    emission: all.emission[uid] ?? 0n,
    incentive: all.incentive[uid] ?? 0,
    consensus: all.consensus[uid] ?? 0,
    trust: 0,
    validator_trust: all.validatorTrust[uid] ?? 0,
    dividends: all.dividends[uid] ?? 0,
    last_update: all.lastUpdate[uid] ?? 0n,
    validator_permit: all.permit[uid] ?? false,
    pruning_score: NO_SCORE,
  }
}

const positive = (pairs: readonly (readonly [number, number])[]) =>
  pairs.flatMap(([to, value]): [number, number][] => (value > 0 ? [[to, value]] : []))

const full = (
  chain: ChainContext,
  netuid: number,
  uid: number,
  all: ReturnType<typeof vectors>,
): ValueOf<typeof neuronInfo> => ({
  ...lite(chain, netuid, uid, all),
  weights: positive(storage.Weights.get(chain, netuid, uid)),
  bonds: positive(storage.Bonds.get(chain, netuid, uid)),
})

type Reader<N> = (chain: ChainContext, netuid: number, uid: number, all: ReturnType<typeof vectors>) => N

/** All neurons, up to the first uid that nobody has. */
function everyone<N>(chain: ChainContext, netuid: number, read: Reader<N>): N[] {
  if (!subnetExists(chain, netuid)) return []
  const all = vectors(chain, netuid)
  const neurons: N[] = []
  for (let uid = 0; uid < storage.SubnetworkN.get(chain, netuid); uid++) {
    if (!storage.Keys.has(chain, netuid, uid)) break
    neurons.push(read(chain, netuid, uid, all))
  }
  return neurons
}

const one = <N>(chain: ChainContext, netuid: number, uid: number, read: Reader<N>): N | undefined =>
  subnetExists(chain, netuid) && storage.Keys.has(chain, netuid, uid)
    ? read(chain, netuid, uid, vectors(chain, netuid))
    : undefined

/** Neurons one by one. Source: pallets/subtensor, rpc_info/neuron_info.rs. */
export const neuronApi = defineRuntimeApi('NeuronInfoRuntimeApi', 1, {
  get_neurons: apiMethod({ netuid: u16 }, vec(neuronInfo), (chain, { netuid }) =>
    everyone(chain, netuid, full),
  ),
  get_neuron: apiMethod({ netuid: u16, uid: u16 }, option(neuronInfo), (chain, { netuid, uid }) =>
    one(chain, netuid, uid, full),
  ),
  get_neurons_lite: apiMethod({ netuid: u16 }, vec(neuronInfoLite), (chain, { netuid }) =>
    everyone(chain, netuid, lite),
  ),
  get_neuron_lite: apiMethod({ netuid: u16, uid: u16 }, option(neuronInfoLite), (chain, { netuid, uid }) =>
    one(chain, netuid, uid, lite),
  ),
})
