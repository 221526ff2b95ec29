import type { ChainContext } from '../../chain-context.ts'
import { i96f32, u64f64 } from '../../scale/chain-types.ts'
import { bool, i16, u8, u16, u64 } from '../../scale/primitives.ts'
import { errors as subtensorErrors } from '../subtensor/errors.ts'
import { events } from '../subtensor/events.ts'
import { U64F64 } from '../subtensor/math/fixed-point.ts'
import { storage } from '../subtensor/storage.ts'
import { applyTempo } from '../subtensor/tempo.ts'
import { recycleOrBurn } from '../subtensor/types.ts'
import { adminErrors } from './errors.ts'
import { adminEvents } from './events.ts'
import { chainSetter, subnetSetter } from './setter.ts'

const MOST_UIDS = 256
const LOWEST_CEILING = 100_000_000n
const HIGHEST_FLOOR = 1_000_000_000n
const OWNERS_SLOWEST_BONDS = 975_000n
const LONGEST_HALF_LIFE = 36_100

/** Stores the tempo and starts the epoch's count anew. */
const tempoItem = {
  set: (chain: ChainContext, netuid: number, tempo: number) => applyTempo(chain, netuid, tempo),
}

const uidsProblem = (chain: ChainContext, netuid: number, uids: number) => {
  if (uids < storage.MinAllowedUids.get(chain, netuid)) {
    return adminErrors.MaxAllowedUidsLessThanMinAllowedUids()
  }
  if (uids < storage.SubnetworkN.get(chain, netuid)) return adminErrors.MaxAllowedUIdsLessThanCurrentUIds()
  if (uids > MOST_UIDS) return adminErrors.MaxAllowedUidsGreaterThanDefaultMaxAllowedUids()
  const perMechanism = uids * storage.MechanismCountCurrent.get(chain, netuid)
  return perMechanism > MOST_UIDS && subtensorErrors.TooManyUIDsPerMechanism()
}

const revealProblem = (epochs: bigint) => {
  if (epochs > 100n) return subtensorErrors.RevealPeriodTooLarge()
  return epochs < 1n && subtensorErrors.RevealPeriodTooSmall()
}

const notRoot = (netuid: number) => netuid === 0 && adminErrors.NotPermittedOnRootSubnet()

/**
 * Hyperparameters of a subnet. Source: pallets/admin-utils, lib.rs.
 */
// biome-ignore format: one line a setter reads as the table that it is
export const subnetSetters = {
  sudo_set_serving_rate_limit: subnetSetter({ index: 3, arg: 'serving_rate_limit', type: u64, item: storage.ServingRateLimit, who: { owner: 'ServingRateLimit' }, exists: false, event: events.ServingRateLimitSet }),
  sudo_set_weights_version_key: subnetSetter({ index: 6, arg: 'weights_version_key', type: u64, item: storage.WeightsVersionKey, who: { owner: 'version-key' }, event: events.WeightsVersionKeySet }),
  sudo_set_weights_set_rate_limit: subnetSetter({ index: 7, arg: 'weights_set_rate_limit', type: u64, item: storage.WeightsSetRateLimit, who: 'root', frozen: false, event: events.WeightsSetRateLimitSet }),
  sudo_set_immunity_period: subnetSetter({ index: 13, arg: 'immunity_period', type: u16, item: storage.ImmunityPeriod, who: { owner: 'ImmunityPeriod' }, event: events.ImmunityPeriodSet }),
  sudo_set_min_allowed_weights: subnetSetter({ index: 14, arg: 'min_allowed_weights', type: u16, item: storage.MinAllowedWeights, who: { owner: 'MinAllowedWeights' }, event: events.MinAllowedWeightSet }),
  sudo_set_max_allowed_uids: subnetSetter({ index: 15, arg: 'max_allowed_uids', type: u16, item: storage.MaxAllowedUids, who: { owner: 'MaxAllowedUids' }, check: uidsProblem, event: events.MaxAllowedUidsSet }),
  sudo_set_kappa: subnetSetter({ index: 16, arg: 'kappa', type: u16, item: storage.Kappa, who: 'root', frozen: false, event: events.KappaSet }),
  sudo_set_rho: subnetSetter({ index: 17, arg: 'rho', type: u16, item: storage.Rho, who: { owner: 'Rho' } }),
  // Kept by the chain, though no epoch reads the item: see set_activity_cutoff_factor.
  sudo_set_activity_cutoff: subnetSetter({ index: 18, arg: 'activity_cutoff', type: u16, item: storage.ActivityCutoff, who: { owner: 'ActivityCutoff' }, check: (chain, _, blocks) => blocks < storage.MinActivityCutoff.get(chain) && subtensorErrors.ActivityCutoffTooLow(), event: events.ActivityCutoffSet }),
  sudo_set_network_registration_allowed: subnetSetter({ index: 19, arg: 'registration_allowed', type: bool, item: storage.NetworkRegistrationAllowed, who: 'root', frozen: false, exists: false, event: events.RegistrationAllowed }),
  sudo_set_target_registrations_per_interval: subnetSetter({ index: 21, arg: 'target_registrations_per_interval', type: u16, item: storage.TargetRegistrationsPerInterval, who: 'root', event: events.RegistrationPerIntervalSet }),
  sudo_set_min_burn: subnetSetter({ index: 22, arg: 'min_burn', type: u64, item: storage.MinBurn, who: { owner: 'MinBurn' }, check: (chain, netuid, rao) => (rao >= HIGHEST_FLOOR || rao >= storage.MaxBurn.get(chain, netuid)) && adminErrors.ValueNotInBounds(), event: events.MinBurnSet }),
  sudo_set_max_burn: subnetSetter({ index: 23, arg: 'max_burn', type: u64, item: storage.MaxBurn, who: { owner: 'MaxBurn' }, check: (chain, netuid, rao) => (rao <= LOWEST_CEILING || rao <= storage.MinBurn.get(chain, netuid)) && adminErrors.ValueNotInBounds(), event: events.MaxBurnSet }),
  sudo_set_max_allowed_validators: subnetSetter({ index: 25, arg: 'max_allowed_validators', type: u16, item: storage.MaxAllowedValidators, who: 'root', check: (chain, netuid, count) => count > storage.MaxAllowedUids.get(chain, netuid) && adminErrors.MaxValidatorsLargerThanMaxUIds(), event: events.MaxAllowedValidatorsSet }),
  sudo_set_bonds_moving_average: subnetSetter({ index: 26, arg: 'bonds_moving_average', type: u64, item: storage.BondsMovingAverage, who: { owner: 'BondsMovingAverage' }, check: (_, __, average, byOwner) => byOwner && average > OWNERS_SLOWEST_BONDS && adminErrors.BondsMovingAverageMaxReached(), event: events.BondsMovingAverageSet }),
  // Kept by the chain, though registering by burn no longer looks at it; the same for the target above.
  sudo_set_max_registrations_per_block: subnetSetter({ index: 27, arg: 'max_registrations_per_block', type: u16, item: storage.MaxRegistrationsPerBlock, who: 'root', event: events.MaxRegistrationsPerBlockSet }),
  sudo_set_tempo: subnetSetter({ index: 30, arg: 'tempo', type: u16, item: tempoItem, who: 'root' }),
  sudo_set_commit_reveal_weights_enabled: subnetSetter({ index: 49, arg: 'enabled', type: bool, item: storage.CommitRevealWeightsEnabled, who: { owner: 'CommitRevealEnabled' }, event: events.CommitRevealEnabled }),
  sudo_set_liquid_alpha_enabled: subnetSetter({ index: 50, arg: 'enabled', type: bool, item: storage.LiquidAlphaOn, who: { owner: 'LiquidAlphaEnabled' }, exists: false }),
  sudo_set_commit_reveal_weights_interval: subnetSetter({ index: 57, arg: 'interval', type: u64, item: storage.RevealPeriodEpochs, who: { owner: 'WeightCommitInterval' }, check: (_, __, epochs) => revealProblem(epochs), event: events.CommitRevealPeriodsSet }),
  sudo_set_bonds_penalty: subnetSetter({ index: 60, arg: 'bonds_penalty', type: u16, item: storage.BondsPenalty, who: { owner: 'BondsPenalty' }, event: events.BondsPenaltySet }),
  sudo_set_toggle_transfer: subnetSetter({ index: 61, arg: 'toggle', type: bool, item: storage.TransferToggle, who: { owner: 'TransferEnabled' }, exists: false, event: events.TransferToggle }),
  sudo_set_subtoken_enabled: subnetSetter({ index: 66, arg: 'subtoken_enabled', type: bool, item: storage.SubtokenEnabled, who: 'root', exists: false }),
  sudo_set_alpha_sigmoid_steepness: subnetSetter({ index: 68, arg: 'steepness', type: i16, item: storage.AlphaSigmoidSteepness, who: { owner: 'AlphaSigmoidSteepness' }, check: (_, __, steepness, byOwner) => byOwner && steepness < 0 && adminErrors.NegativeSigmoidSteepness() }),
  sudo_set_yuma3_enabled: subnetSetter({ index: 69, arg: 'enabled', type: bool, item: storage.Yuma3On, who: { owner: 'Yuma3Enabled' }, exists: false, event: (netuid, enabled) => adminEvents.Yuma3EnableToggled({ netuid, enabled }) }),
  sudo_set_bonds_reset_enabled: subnetSetter({ index: 70, arg: 'enabled', type: bool, item: storage.BondsResetOn, who: { owner: 'BondsResetEnabled' }, exists: false, event: (netuid, enabled) => adminEvents.BondsResetToggled({ netuid, enabled }) }),
  sudo_set_owner_immune_neuron_limit: subnetSetter({ index: 72, arg: 'immune_neurons', type: u16, item: storage.ImmuneOwnerUidsLimit, who: { owner: 'ImmuneNeuronLimit' }, exists: false, check: (_, __, count) => (count < 1 || count > 10) && subtensorErrors.InvalidValue() }),
  sudo_set_recycle_or_burn: subnetSetter({ index: 80, arg: 'recycle_or_burn', type: recycleOrBurn, item: storage.RecycleOrBurn, who: { owner: 'RecycleOrBurn' }, exists: false }),
  sudo_set_min_non_immune_uids: subnetSetter({ index: 84, arg: 'min', type: u16, item: storage.MinNonImmuneUids, who: 'root', frozen: false, exists: false, event: events.MinNonImmuneUidsSet }),
  sudo_set_burn_half_life: subnetSetter({ index: 89, arg: 'burn_half_life', type: u16, item: storage.BurnHalfLife, who: { owner: 'BurnHalfLife' }, check: (_, netuid, blocks) => notRoot(netuid) || ((blocks < 1 || blocks > LONGEST_HALF_LIFE) && adminErrors.InvalidValue()), event: (netuid, blocks) => adminEvents.BurnHalfLifeSet({ netuid, burn_half_life: blocks }) }),
  sudo_set_burn_increase_mult: subnetSetter({ index: 90, arg: 'burn_increase_mult', type: u64f64, item: storage.BurnIncreaseMult, who: { owner: 'BurnIncreaseMult' }, check: (_, netuid, bits) => notRoot(netuid) || ((bits < U64F64.one || bits > U64F64.of(3)) && adminErrors.InvalidValue()), event: (netuid, bits) => adminEvents.BurnIncreaseMultSet({ netuid, burn_increase_mult: bits }) }),
  sudo_set_owner_cut_enabled: subnetSetter({ index: 92, arg: 'enabled', type: bool, item: storage.OwnerCutEnabled, who: 'owner', check: (_, netuid) => notRoot(netuid) }),
  sudo_set_subnet_emission_enabled: subnetSetter({ index: 94, arg: 'enabled', type: bool, item: storage.SubnetEmissionEnabled, who: 'root', frozen: false, check: (_, netuid) => notRoot(netuid), event: (netuid, enabled) => adminEvents.SubnetEmissionEnabledSet({ netuid, enabled }) }),
  sudo_set_ema_price_halving_period: subnetSetter({ index: 65, arg: 'ema_halving', type: u64, item: storage.EMAPriceHalvingBlocks, who: 'root', frozen: false, exists: false }),
}

/** Parameters of the whole chain. */
// biome-ignore format: one line a setter reads as the table that it is
export const chainSetters = {
  sudo_set_subnet_owner_cut: chainSetter({ index: 28, arg: 'subnet_owner_cut', type: u16, item: storage.SubnetOwnerCut, event: events.SubnetOwnerCutSet }),
  sudo_set_network_rate_limit: chainSetter({ index: 29, arg: 'rate_limit', type: u64, item: storage.NetworkRateLimit, event: events.NetworkRateLimitSet }),
  sudo_set_network_min_lock_cost: chainSetter({ index: 36, arg: 'lock_cost', type: u64, item: storage.NetworkMinLockCost, event: events.NetworkMinLockCostSet }),
  sudo_set_subnet_limit: chainSetter({ index: 37, arg: 'max_subnets', type: u16, item: storage.SubnetLimit, event: events.SubnetLimitSet }),
  sudo_set_lock_reduction_interval: chainSetter({ index: 38, arg: 'interval', type: u64, item: storage.NetworkLockReductionInterval, event: events.NetworkLockCostReductionIntervalSet }),
  sudo_set_stake_threshold: chainSetter({ index: 42, arg: 'min_stake', type: u64, item: storage.StakeThreshold, event: events.StakeThresholdSet }),
  sudo_set_subnet_moving_alpha: chainSetter({ index: 63, arg: 'alpha', type: i96f32, item: storage.SubnetMovingAlpha }),
  sudo_set_commit_reveal_version: chainSetter({ index: 71, arg: 'version', type: u16, item: storage.CommitRevealWeightsVersion, event: events.CommitRevealVersionSet }),
  sudo_set_admin_freeze_window: chainSetter({ index: 74, arg: 'window', type: u16, item: storage.AdminFreezeWindow, event: events.AdminFreezeWindowSet }),
  sudo_set_owner_hparam_rate_limit: chainSetter({ index: 75, arg: 'epochs', type: u16, item: storage.OwnerHyperparamRateLimit, event: events.OwnerHyperparamRateLimitSet }),
  sudo_set_start_call_delay: chainSetter({ index: 85, arg: 'delay', type: u64, item: storage.StartCallDelay, event: events.StartCallDelaySet }),
  sudo_set_max_epochs_per_block: chainSetter({ index: 96, arg: 'max_epochs_per_block', type: u8, item: storage.MaxEpochsPerBlock, check: (count) => count < 1 && adminErrors.ValueNotInBounds(), event: events.MaxEpochsPerBlockSet }),
}
