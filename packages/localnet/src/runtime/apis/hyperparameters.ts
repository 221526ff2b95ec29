import type { ChainContext } from '../chain-context.ts'
import { activityCutoff } from '../pallets/subtensor/epoch-schedule.ts'
import { storage } from '../pallets/subtensor/storage.ts'
import type { ValueOf } from '../scale/type.ts'
import type { hyperparamEntry, hyperparamValue } from './hyperparameter-types.ts'

/** The limit is a constant; the storage item of the name is not read. */
const MAX_WEIGHT = 65_535

/** All hyperparameters of a subnet, by the names that APIs use. */
export function readHyperparameters(chain: ChainContext, netuid: number) {
  const [alphaLow, alphaHigh] = storage.AlphaValues.get(chain, netuid)
  const childTakes = [storage.MinChildkeyTake.get(chain), storage.MinChildkeyTakePerSubnet.get(chain, netuid)]
  return {
    rho: storage.Rho.get(chain, netuid),
    kappa: storage.Kappa.get(chain, netuid),
    immunity_period: storage.ImmunityPeriod.get(chain, netuid),
    min_allowed_weights: storage.MinAllowedWeights.get(chain, netuid),
    max_weights_limit: MAX_WEIGHT,
    tempo: storage.Tempo.get(chain, netuid),
    min_difficulty: storage.MinDifficulty.get(chain, netuid),
    max_difficulty: storage.MaxDifficulty.get(chain, netuid),
    weights_version: storage.WeightsVersionKey.get(chain, netuid),
    weights_rate_limit: storage.WeightsSetRateLimit.get(chain, netuid),
    adjustment_interval: storage.AdjustmentInterval.get(chain, netuid),
    activity_cutoff: BigInt(activityCutoff(chain, netuid)),
    activity_cutoff_factor: storage.ActivityCutoffFactorMilli.get(chain, netuid),
    registration_allowed: storage.NetworkRegistrationAllowed.get(chain, netuid),
    target_regs_per_interval: storage.TargetRegistrationsPerInterval.get(chain, netuid),
    min_burn: storage.MinBurn.get(chain, netuid),
    max_burn: storage.MaxBurn.get(chain, netuid),
    burn_half_life: storage.BurnHalfLife.get(chain, netuid),
    burn_increase_mult: storage.BurnIncreaseMult.get(chain, netuid),
    bonds_moving_avg: storage.BondsMovingAverage.get(chain, netuid),
    max_regs_per_block: storage.MaxRegistrationsPerBlock.get(chain, netuid),
    serving_rate_limit: storage.ServingRateLimit.get(chain, netuid),
    max_validators: storage.MaxAllowedValidators.get(chain, netuid),
    adjustment_alpha: storage.AdjustmentAlpha.get(chain, netuid),
    difficulty: storage.Difficulty.get(chain, netuid),
    commit_reveal_period: storage.RevealPeriodEpochs.get(chain, netuid),
    commit_reveal_weights_enabled: storage.CommitRevealWeightsEnabled.get(chain, netuid),
    alpha_high: alphaHigh,
    alpha_low: alphaLow,
    liquid_alpha_enabled: storage.LiquidAlphaOn.get(chain, netuid),
    // Bits of I32F32.
    alpha_sigmoid_steepness: BigInt(storage.AlphaSigmoidSteepness.get(chain, netuid)) << 32n,
    yuma_version: storage.Yuma3On.get(chain, netuid) ? 3 : 2,
    subnet_is_active: storage.SubtokenEnabled.get(chain, netuid),
    transfers_enabled: storage.TransferToggle.get(chain, netuid),
    bonds_reset_enabled: storage.BondsResetOn.get(chain, netuid),
    user_liquidity_enabled: false,
    owner_cut_enabled: storage.OwnerCutEnabled.get(chain, netuid),
    owner_cut_auto_lock_enabled: storage.OwnerCutAutoLockEnabled.get(chain, netuid),
    min_childkey_take: Math.max(...childTakes),
  }
}
type Hyperparameters = ReturnType<typeof readHyperparameters>

type Kind = ValueOf<typeof hyperparamValue>['type']

/** The third form: names with values, in the chain's order. */
const entries: readonly (readonly [name: keyof Hyperparameters, kind: Kind])[] = [
  ['kappa', 'U16'],
  ['immunity_period', 'U16'],
  ['min_allowed_weights', 'U16'],
  ['max_weights_limit', 'U16'],
  ['tempo', 'U16'],
  ['weights_version', 'U64'],
  ['weights_rate_limit', 'U64'],
  ['activity_cutoff', 'U64'],
  ['activity_cutoff_factor', 'U32'],
  ['registration_allowed', 'Bool'],
  ['target_regs_per_interval', 'U16'],
  ['min_burn', 'TaoBalance'],
  ['max_burn', 'TaoBalance'],
  ['burn_half_life', 'U16'],
  ['burn_increase_mult', 'U64F64'],
  ['bonds_moving_avg', 'U64'],
  ['max_regs_per_block', 'U16'],
  ['serving_rate_limit', 'U64'],
  ['max_validators', 'U16'],
  ['commit_reveal_period', 'U64'],
  ['commit_reveal_weights_enabled', 'Bool'],
  ['alpha_high', 'U16'],
  ['alpha_low', 'U16'],
  ['liquid_alpha_enabled', 'Bool'],
  ['alpha_sigmoid_steepness', 'I32F32'],
  ['yuma_version', 'U16'],
  ['subnet_is_active', 'Bool'],
  ['transfers_enabled', 'Bool'],
  ['bonds_reset_enabled', 'Bool'],
  ['user_liquidity_enabled', 'Bool'],
  ['owner_cut_enabled', 'Bool'],
  ['owner_cut_auto_lock_enabled', 'Bool'],
  ['min_childkey_take', 'U16'],
]

const encoder = new TextEncoder()

/** Hyperparameters as a list of names and values. */
export function hyperparameterEntries(
  chain: ChainContext,
  netuid: number,
): ValueOf<typeof hyperparamEntry>[] {
  const all = readHyperparameters(chain, netuid)
  return entries.map(([name, type]) => ({
    name: encoder.encode(name),
    // The table pairs each name with the variant of its type.
    value: { type, value: all[name] } as ValueOf<typeof hyperparamValue>,
  }))
}
