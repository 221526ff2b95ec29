import { i32f32, u64f64 } from '../scale/chain-types.ts'
import { bytes, compact, struct } from '../scale/composites.ts'
import { bool, u16, u32, u64, u128 } from '../scale/primitives.ts'
import { arm, variant } from '../scale/variants.ts'

/* The three forms in which hyperparameters are asked for. */

export const subnetHyperparams = struct('pallet_subtensor::rpc_info::subnet_info::SubnetHyperparams', {
  rho: compact(u16),
  kappa: compact(u16),
  immunity_period: compact(u16),
  min_allowed_weights: compact(u16),
  max_weights_limit: compact(u16),
  tempo: compact(u16),
  min_difficulty: compact(u64),
  max_difficulty: compact(u64),
  weights_version: compact(u64),
  weights_rate_limit: compact(u64),
  adjustment_interval: compact(u16),
  activity_cutoff: compact(u64),
  registration_allowed: bool,
  target_regs_per_interval: compact(u16),
  min_burn: compact(u64),
  max_burn: compact(u64),
  bonds_moving_avg: compact(u64),
  max_regs_per_block: compact(u16),
  serving_rate_limit: compact(u64),
  max_validators: compact(u16),
  adjustment_alpha: compact(u64),
  difficulty: compact(u64),
  commit_reveal_period: compact(u64),
  commit_reveal_weights_enabled: bool,
  alpha_high: compact(u16),
  alpha_low: compact(u16),
  liquid_alpha_enabled: bool,
})

export const subnetHyperparamsV2 = struct('pallet_subtensor::rpc_info::subnet_info::SubnetHyperparamsV2', {
  rho: compact(u16),
  kappa: compact(u16),
  immunity_period: compact(u16),
  min_allowed_weights: compact(u16),
  max_weights_limit: compact(u16),
  tempo: compact(u16),
  min_difficulty: compact(u64),
  max_difficulty: compact(u64),
  weights_version: compact(u64),
  weights_rate_limit: compact(u64),
  adjustment_interval: compact(u16),
  activity_cutoff: compact(u64),
  registration_allowed: bool,
  target_regs_per_interval: compact(u16),
  min_burn: compact(u64),
  max_burn: compact(u64),
  bonds_moving_avg: compact(u64),
  max_regs_per_block: compact(u16),
  serving_rate_limit: compact(u64),
  max_validators: compact(u16),
  adjustment_alpha: compact(u64),
  difficulty: compact(u64),
  commit_reveal_period: compact(u64),
  commit_reveal_weights_enabled: bool,
  alpha_high: compact(u16),
  alpha_low: compact(u16),
  liquid_alpha_enabled: bool,
  alpha_sigmoid_steepness: i32f32,
  yuma_version: compact(u16),
  subnet_is_active: bool,
  transfers_enabled: bool,
  bonds_reset_enabled: bool,
  user_liquidity_enabled: bool,
})

export const hyperparamValue = variant('pallet_subtensor::rpc_info::subnet_info::HyperparamValue', {
  Bool: arm(0, [bool]),
  U16: arm(1, [compact(u16)]),
  U32: arm(2, [compact(u32)]),
  U64: arm(3, [compact(u64)]),
  U128: arm(4, [compact(u128)]),
  TaoBalance: arm(5, [compact(u64)]),
  I32F32: arm(6, [i32f32]),
  U64F64: arm(7, [u64f64]),
})

export const hyperparamEntry = struct('pallet_subtensor::rpc_info::subnet_info::HyperparamEntry', {
  name: bytes,
  value: hyperparamValue,
})
