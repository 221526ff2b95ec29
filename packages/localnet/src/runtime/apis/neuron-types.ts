import { axonInfo, prometheusInfo } from '../pallets/subtensor/types.ts'
import { accountId } from '../scale/chain-types.ts'
import { compact, struct, tuple, vec } from '../scale/composites.ts'
import { bool, u16, u64 } from '../scale/primitives.ts'

/* What NeuronInfoRuntimeApi answers with. */

export const neuronInfo = struct(
  'pallet_subtensor::rpc_info::neuron_info::NeuronInfo',
  {
    hotkey: accountId,
    coldkey: accountId,
    uid: compact(u16),
    netuid: compact(u16),
    active: bool,
    axon_info: axonInfo,
    prometheus_info: prometheusInfo,
    stake: vec(tuple(accountId, compact(u64))),
    rank: compact(u16),
    emission: compact(u64),
    incentive: compact(u16),
    consensus: compact(u16),
    trust: compact(u16),
    validator_trust: compact(u16),
    dividends: compact(u16),
    last_update: compact(u64),
    validator_permit: bool,
    weights: vec(tuple(compact(u16), compact(u16))),
    bonds: vec(tuple(compact(u16), compact(u16))),
    pruning_score: compact(u16),
  },
  { AccountId: accountId },
)

export const neuronInfoLite = struct(
  'pallet_subtensor::rpc_info::neuron_info::NeuronInfoLite',
  {
    hotkey: accountId,
    coldkey: accountId,
    uid: compact(u16),
    netuid: compact(u16),
    active: bool,
    axon_info: axonInfo,
    prometheus_info: prometheusInfo,
    stake: vec(tuple(accountId, compact(u64))),
    rank: compact(u16),
    emission: compact(u64),
    incentive: compact(u16),
    consensus: compact(u16),
    trust: compact(u16),
    validator_trust: compact(u16),
    dividends: compact(u16),
    last_update: compact(u64),
    validator_permit: bool,
    pruning_score: compact(u16),
  },
  { AccountId: accountId },
)
