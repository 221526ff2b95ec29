import { describe, expect, it } from 'vitest'
import { storage } from '../subtensor/storage.ts'
import { account, chainWithSubnet, TAO } from '../subtensor/test-chain.ts'
import { chainSetters, subnetSetters } from './setters.ts'

const netuid = 2
const U64F64_ONE = 1n << 64n

/** In the middle of an epoch, so that nothing is frozen. */
const ready = () => {
  const test = chainWithSubnet(['a'])
  const set = (name: string, value: unknown, who: string = account('owner')) => {
    const call = subnetSetters[name as keyof typeof subnetSetters]
    const arg = Object.keys(call.args).find((each) => each !== 'netuid')!
    return test.send(who, `AdminUtils.${name}`, { netuid, [arg]: value })
  }
  return { ...test, set }
}

/** A good value for each hyperparameter, where it is stored, and who may set it. */
const cases: [
  name: keyof typeof subnetSetters,
  value: unknown,
  item: keyof typeof storage,
  who: 'owner' | 'root',
][] = [
  ['sudo_set_serving_rate_limit', 7n, 'ServingRateLimit', 'owner'],
  ['sudo_set_weights_version_key', 7n, 'WeightsVersionKey', 'owner'],
  ['sudo_set_weights_set_rate_limit', 7n, 'WeightsSetRateLimit', 'root'],
  ['sudo_set_immunity_period', 7, 'ImmunityPeriod', 'owner'],
  ['sudo_set_min_allowed_weights', 7, 'MinAllowedWeights', 'owner'],
  ['sudo_set_max_allowed_uids', 100, 'MaxAllowedUids', 'owner'],
  ['sudo_set_kappa', 7, 'Kappa', 'root'],
  ['sudo_set_rho', 7, 'Rho', 'owner'],
  ['sudo_set_activity_cutoff', 400, 'ActivityCutoff', 'owner'],
  ['sudo_set_network_registration_allowed', false, 'NetworkRegistrationAllowed', 'root'],
  ['sudo_set_target_registrations_per_interval', 7, 'TargetRegistrationsPerInterval', 'root'],
  ['sudo_set_min_burn', 7n, 'MinBurn', 'owner'],
  ['sudo_set_max_burn', 7n * TAO, 'MaxBurn', 'owner'],
  ['sudo_set_max_allowed_validators', 7, 'MaxAllowedValidators', 'root'],
  ['sudo_set_bonds_moving_average', 7n, 'BondsMovingAverage', 'owner'],
  ['sudo_set_max_registrations_per_block', 7, 'MaxRegistrationsPerBlock', 'root'],
  ['sudo_set_tempo', 7, 'Tempo', 'root'],
  ['sudo_set_commit_reveal_weights_enabled', false, 'CommitRevealWeightsEnabled', 'owner'],
  ['sudo_set_liquid_alpha_enabled', true, 'LiquidAlphaOn', 'owner'],
  ['sudo_set_commit_reveal_weights_interval', 7n, 'RevealPeriodEpochs', 'owner'],
  ['sudo_set_bonds_penalty', 7, 'BondsPenalty', 'owner'],
  ['sudo_set_toggle_transfer', false, 'TransferToggle', 'owner'],
  ['sudo_set_subtoken_enabled', false, 'SubtokenEnabled', 'root'],
  ['sudo_set_alpha_sigmoid_steepness', 7, 'AlphaSigmoidSteepness', 'owner'],
  ['sudo_set_yuma3_enabled', false, 'Yuma3On', 'owner'],
  ['sudo_set_bonds_reset_enabled', true, 'BondsResetOn', 'owner'],
  ['sudo_set_owner_immune_neuron_limit', 7, 'ImmuneOwnerUidsLimit', 'owner'],
  ['sudo_set_recycle_or_burn', 'Recycle', 'RecycleOrBurn', 'owner'],
  ['sudo_set_min_non_immune_uids', 7, 'MinNonImmuneUids', 'root'],
  ['sudo_set_burn_half_life', 7, 'BurnHalfLife', 'owner'],
  ['sudo_set_burn_increase_mult', 2n * U64F64_ONE, 'BurnIncreaseMult', 'owner'],
  ['sudo_set_owner_cut_enabled', false, 'OwnerCutEnabled', 'owner'],
  ['sudo_set_subnet_emission_enabled', true, 'SubnetEmissionEnabled', 'root'],
  ['sudo_set_ema_price_halving_period', 7n, 'EMAPriceHalvingBlocks', 'root'],
]

describe('hyperparameters of a subnet', () => {
  it('are all in this list', () => {
    expect(cases.map(([name]) => name).sort()).toEqual(Object.keys(subnetSetters).sort())
  })

  it.each(cases)('%s', (name, value, item, who) => {
    const { chain, set } = ready()
    const target = storage[item] as { get(chain: unknown, netuid: number): unknown }
    expect(set(name, value, account('stranger'))).toBe('BadOrigin')
    if (who === 'root') expect(set(name, value)).toBe('BadOrigin')
    expect(set(name, value, who === 'root' ? 'root' : account('owner'))).toBe('ok')
    expect(target.get(chain, netuid)).toEqual(value)
  })

  it.each([
    ['sudo_set_max_allowed_uids', 63, 'AdminUtils.MaxAllowedUidsLessThanMinAllowedUids'],
    ['sudo_set_max_allowed_uids', 257, 'AdminUtils.MaxAllowedUidsGreaterThanDefaultMaxAllowedUids'],
    ['sudo_set_activity_cutoff', 359, 'ActivityCutoffTooLow'],
    ['sudo_set_min_burn', TAO, 'AdminUtils.ValueNotInBounds'],
    ['sudo_set_max_burn', TAO / 10n, 'AdminUtils.ValueNotInBounds'],
    ['sudo_set_max_allowed_validators', 257, 'AdminUtils.MaxValidatorsLargerThanMaxUIds'],
    ['sudo_set_commit_reveal_weights_interval', 0n, 'RevealPeriodTooSmall'],
    ['sudo_set_commit_reveal_weights_interval', 101n, 'RevealPeriodTooLarge'],
    ['sudo_set_owner_immune_neuron_limit', 0, 'InvalidValue'],
    ['sudo_set_owner_immune_neuron_limit', 11, 'InvalidValue'],
    ['sudo_set_burn_half_life', 0, 'AdminUtils.InvalidValue'],
    ['sudo_set_burn_half_life', 36_101, 'AdminUtils.InvalidValue'],
    ['sudo_set_burn_increase_mult', U64F64_ONE - 1n, 'AdminUtils.InvalidValue'],
    ['sudo_set_burn_increase_mult', 3n * U64F64_ONE + 1n, 'AdminUtils.InvalidValue'],
  ])('%s refuses %s even of root', (name, value, error) => {
    expect(ready().set(name, value, 'root')).toBe(error)
  })

  it.each([
    ['sudo_set_bonds_moving_average', 975_001n, 'AdminUtils.BondsMovingAverageMaxReached'],
    ['sudo_set_alpha_sigmoid_steepness', -1, 'AdminUtils.NegativeSigmoidSteepness'],
  ])('%s refuses %s of the owner, not of root', (name, value, error) => {
    const { set } = ready()
    expect(set(name, value)).toBe(error)
    expect(set(name, value, 'root')).toBe('ok')
  })

  it('need the subnet', () => {
    const { send } = ready()
    const args = { netuid: 9, kappa: 1 }
    expect(send('root', 'AdminUtils.sudo_set_kappa', args)).toBe('AdminUtils.SubnetDoesNotExist')
    const root = { netuid: 0, enabled: true }
    expect(send('root', 'AdminUtils.sudo_set_subnet_emission_enabled', root)).toBe(
      'AdminUtils.NotPermittedOnRootSubnet',
    )
  })

  it('are set by an owner once in two tempos each, by root at will', () => {
    const { chain, set, blocks } = ready()
    // Now there is time for it before the epoch's last blocks: the next epoch is at 360.
    storage.Tempo.set(chain, netuid, 50)
    storage.LastEpochBlock.set(chain, netuid, 1n)
    expect(set('sudo_set_immunity_period', 5)).toBe('ok')
    expect(set('sudo_set_immunity_period', 6)).toBe('TxRateLimitExceeded')
    expect(set('sudo_set_rho', 6)).toBe('ok')
    expect(set('sudo_set_immunity_period', 6, 'root')).toBe('ok')
    blocks(99)
    expect(set('sudo_set_immunity_period', 7)).toBe('TxRateLimitExceeded')
    storage.AdminFreezeWindow.set(chain, 0)
    blocks(1)
    expect(set('sudo_set_immunity_period', 7)).toBe('ok')
  })

  it('are frozen in the last ten blocks before an epoch, for root too', () => {
    const { chain, set, blocks } = ready()
    storage.Tempo.set(chain, netuid, 50)
    storage.LastEpochBlock.set(chain, netuid, 1n)
    blocks(40)
    expect(set('sudo_set_immunity_period', 5)).toBe('ok')
    blocks(1)
    expect(set('sudo_set_rho', 5)).toBe('AdminActionProhibitedDuringWeightsWindow')
    expect(set('sudo_set_rho', 5, 'root')).toBe('AdminActionProhibitedDuringWeightsWindow')
    expect(set('sudo_set_kappa', 5, 'root')).toBe('ok')
    blocks(9)
    expect(set('sudo_set_rho', 5)).toBe('ok')
  })

  it('tell what was set', () => {
    const { set, events } = ready()
    set('sudo_set_tempo', 20, 'root')
    set('sudo_set_yuma3_enabled', false)
    expect(events()).toContainEqual(['TempoSet', [netuid, 20]])
    expect(events()).toContainEqual(['Yuma3EnableToggled', { netuid, enabled: false }])
  })

  it('restart the epoch’s count with the tempo', () => {
    const { chain, set, blocks } = ready()
    blocks(20)
    expect(set('sudo_set_tempo', 20, 'root')).toBe('ok')
    expect(storage.LastEpochBlock.get(chain, netuid)).toBe(21n)
  })
})

describe('sudo_set_alpha_values', () => {
  it('needs liquid alpha, and low below high', () => {
    const { chain, send } = ready()
    const set = (alpha_low: number, alpha_high: number) =>
      send('root', 'AdminUtils.sudo_set_alpha_values', { netuid, alpha_low, alpha_high })
    expect(set(2_000, 3_000)).toBe('LiquidAlphaDisabled')
    storage.LiquidAlphaOn.set(chain, netuid, true)
    expect(set(1_638, 1_637)).toBe('AlphaHighTooLow')
    expect(set(1_637, 3_000)).toBe('AlphaLowOutOfRange')
    expect(set(3_001, 3_000)).toBe('AlphaLowOutOfRange')
    expect(set(2_000, 3_000)).toBe('ok')
    expect(storage.AlphaValues.get(chain, netuid)).toEqual([2_000, 3_000])
  })
})

describe('parameters of the chain', () => {
  it.each(Object.keys(chainSetters) as (keyof typeof chainSetters)[])('%s is root’s', (name) => {
    const { send } = ready()
    const [[arg, type]] = Object.entries(chainSetters[name].args) as unknown as [
      [string, { leastSize: number }],
    ]
    const args = { [arg]: type.leastSize < 8 ? 7 : 7n }
    expect(send(account('owner'), `AdminUtils.${name}`, args)).toBe('BadOrigin')
    expect(send('root', `AdminUtils.${name}`, args)).toBe('ok')
  })

  it('allow an epoch a block at least', () => {
    const { send } = ready()
    const args = { max_epochs_per_block: 0 }
    expect(send('root', 'AdminUtils.sudo_set_max_epochs_per_block', args)).toBe('AdminUtils.ValueNotInBounds')
  })
})

describe('Swap.set_fee_rate', () => {
  it('is root’s, on a subnet, at most 10000', () => {
    const { send } = ready()
    const set = (who: string, id: number, rate: number) =>
      send(who, 'Swap.set_fee_rate', { netuid: id, rate })
    expect(set(account('owner'), netuid, 5)).toBe('BadOrigin')
    expect(set('root', 9, 5)).toBe('Swap.MechanismDoesNotExist')
    expect(set('root', netuid, 10_001)).toBe('Swap.FeeRateTooHigh')
    expect(set('root', netuid, 10_000)).toBe('ok')
  })
})
