import { subnetIdentityV3 } from '../pallets/subtensor/types.ts'
import { accountId, i96f32 } from '../scale/chain-types.ts'
import { array, compact, struct, vec } from '../scale/composites.ts'
import { bool, u8, u16, u64, u128 } from '../scale/primitives.ts'
import { option } from '../scale/variants.ts'

/* What SubnetInfoRuntimeApi answers with, metagraphs apart. */

export const subnetInfo = struct(
  'pallet_subtensor::rpc_info::subnet_info::SubnetInfo',
  {
    netuid: compact(u16),
    rho: compact(u16),
    kappa: compact(u16),
    difficulty: compact(u64),
    immunity_period: compact(u16),
    max_allowed_validators: compact(u16),
    min_allowed_weights: compact(u16),
    max_weights_limit: compact(u16),
    scaling_law_power: compact(u16),
    subnetwork_n: compact(u16),
    max_allowed_uids: compact(u16),
    blocks_since_last_step: compact(u64),
    tempo: compact(u16),
    network_modality: compact(u16),
    network_connect: vec(array(u16, 2)),
    emission_values: compact(u64),
    burn: compact(u64),
    owner: accountId,
  },
  { AccountId: accountId },
)

export const subnetInfoV2 = struct(
  'pallet_subtensor::rpc_info::subnet_info::SubnetInfov2',
  {
    netuid: compact(u16),
    rho: compact(u16),
    kappa: compact(u16),
    difficulty: compact(u64),
    immunity_period: compact(u16),
    max_allowed_validators: compact(u16),
    min_allowed_weights: compact(u16),
    max_weights_limit: compact(u16),
    scaling_law_power: compact(u16),
    subnetwork_n: compact(u16),
    max_allowed_uids: compact(u16),
    blocks_since_last_step: compact(u64),
    tempo: compact(u16),
    network_modality: compact(u16),
    network_connect: vec(array(u16, 2)),
    emission_value: compact(u64),
    burn: compact(u64),
    owner: accountId,
    identity: option(subnetIdentityV3),
  },
  { AccountId: accountId },
)

export const dynamicInfo = struct(
  'pallet_subtensor::rpc_info::dynamic_info::DynamicInfo',
  {
    netuid: compact(u16),
    owner_hotkey: accountId,
    owner_coldkey: accountId,
    subnet_name: vec(compact(u8)),
    token_symbol: vec(compact(u8)),
    tempo: compact(u16),
    last_step: compact(u64),
    blocks_since_last_step: compact(u64),
    emission: compact(u64),
    alpha_in: compact(u64),
    alpha_out: compact(u64),
    tao_in: compact(u64),
    alpha_out_emission: compact(u64),
    alpha_in_emission: compact(u64),
    tao_in_emission: compact(u64),
    pending_alpha_emission: compact(u64),
    pending_root_emission: compact(u64),
    subnet_volume: compact(u128),
    network_registered_at: compact(u64),
    subnet_identity: option(subnetIdentityV3),
    moving_price: i96f32,
  },
  { AccountId: accountId },
)

export const subnetState = struct(
  'pallet_subtensor::rpc_info::show_subnet::SubnetState',
  {
    netuid: compact(u16),
    hotkeys: vec(accountId),
    coldkeys: vec(accountId),
    active: vec(bool),
    validator_permit: vec(bool),
    pruning_score: vec(compact(u16)),
    last_update: vec(compact(u64)),
    emission: vec(compact(u64)),
    dividends: vec(compact(u16)),
    incentives: vec(compact(u16)),
    consensus: vec(compact(u16)),
    trust: vec(compact(u16)),
    rank: vec(compact(u16)),
    block_at_registration: vec(compact(u64)),
    alpha_stake: vec(compact(u64)),
    tao_stake: vec(compact(u64)),
    total_stake: vec(compact(u64)),
    emission_history: vec(vec(compact(u64))),
  },
  { AccountId: accountId },
)
