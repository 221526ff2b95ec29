import { describe, expect, it } from 'vitest'
import { storage } from './storage.ts'
import { account, chainWithSubnet } from './test-chain.ts'

const netuid = 2

/** uid 0 owner, 1 validator with permit and stake, 2 and 3 miners. */
const ready = () => {
  const test = chainWithSubnet(['validator', 'm', 'n'])
  test.relax()
  test.stake('validator', 10)
  storage.ValidatorPermit.set(test.chain, netuid, [false, true, false, false])
  const weights = (change: Record<string, unknown> = {}, who = 'validator') =>
    test.send(account(who), 'set_weights', {
      netuid,
      dests: [2, 3],
      weights: [1, 2],
      version_key: 0n,
      ...change,
    })
  return { ...test, weights }
}

describe('set_weights: the checks of facts 5.1, in order', () => {
  it('0 commit-reveal is off', () => {
    const { chain, weights } = ready()
    storage.CommitRevealWeightsEnabled.set(chain, netuid, true)
    expect(weights({ dests: [2] })).toBe('CommitRevealEnabled')
  })

  it('1 signed', () => {
    const { send } = ready()
    const args = { netuid, dests: [2], weights: [1], version_key: 0n }
    expect(send('root', 'set_weights', args)).toBe('BadOrigin')
  })

  it('2 not on root', () => {
    const { chain, weights } = ready()
    storage.CommitRevealWeightsEnabled.set(chain, 0, false)
    expect(weights({ netuid: 0, dests: [2] })).toBe('CanNotSetRootNetworkWeights')
  })

  it('3 as many uids as values, before the subnet exists', () => {
    const { chain, weights } = ready()
    storage.CommitRevealWeightsEnabled.set(chain, 9, false)
    expect(weights({ netuid: 9, dests: [2] })).toBe('WeightVecNotEqualSize')
  })

  it('4 the subnet and its mechanism exist', () => {
    const { chain, weights, send } = ready()
    storage.CommitRevealWeightsEnabled.set(chain, 9, false)
    expect(weights({ netuid: 9, dests: [2, 3, 4, 5, 6], weights: [1, 1, 1, 1, 1] })).toBe(
      'MechanismDoesNotExist',
    )
    // A registered neuron is told of a mechanism that is not there by the rate limit's guard.
    const args = { netuid, mecid: 1, dests: [2], weights: [1], version_key: 0n }
    expect(send(account('validator'), 'set_mechanism_weights', args)).toBe('SettingWeightsTooFast')
    expect(send(account('stranger'), 'set_mechanism_weights', args)).toBe('MechanismDoesNotExist')
  })

  it('5 no more uids than neurons', () => {
    const { weights } = ready()
    expect(weights({ dests: [0, 1, 2, 3, 3], weights: [1, 1, 1, 1, 1] }, 'stranger')).toBe(
      'UidsLengthExceedUidsInSubNet',
    )
  })

  it('6 registered', () => {
    const { weights } = ready()
    expect(weights({}, 'stranger')).toBe('HotKeyNotRegisteredInSubNet')
  })

  it('7 enough stake, except the owner', () => {
    const { chain, weights } = ready()
    storage.StakeThreshold.set(chain, 1_000_000_000_000n)
    expect(weights({ version_key: 0n })).toBe('NotEnoughStakeToSetWeights')
    expect(weights({}, 'owner-hotkey')).toBe('ok')
  })

  it('8 the version key', () => {
    const { chain, weights } = ready()
    storage.WeightsVersionKey.set(chain, netuid, 5n)
    expect(weights({ version_key: 4n })).toBe('IncorrectWeightVersionKey')
    expect(weights({ version_key: 5n })).toBe('ok')
    expect(weights({ version_key: 6n })).toBe('ok')
  })

  it('9 not too soon after the last ones, registration included', () => {
    const { chain, weights, blocks } = ready()
    storage.WeightsSetRateLimit.set(chain, netuid, 100n)
    expect(weights()).toBe('SettingWeightsTooFast')
    blocks(99)
    expect(weights()).toBe('SettingWeightsTooFast')
    blocks(1)
    expect(weights()).toBe('ok')
    expect(weights()).toBe('SettingWeightsTooFast')
  })

  it('10 a permit, or only oneself', () => {
    const { weights } = ready()
    expect(weights({ dests: [3, 3] }, 'm')).toBe('NeuronNoValidatorPermit')
    expect(weights({ dests: [3], weights: [1] }, 'm')).toBe('NeuronNoValidatorPermit')
    expect(weights({ dests: [2], weights: [1] }, 'm')).toBe('ok')
    expect(weights({}, 'owner-hotkey')).toBe('ok')
  })

  it('11 no uid twice, 12 every uid exists', () => {
    const { weights } = ready()
    expect(weights({ dests: [9, 9] })).toBe('DuplicateUids')
    expect(weights({ dests: [2, 9] })).toBe('UidVecContainInvalidOne')
  })

  it('13 enough of them, but on a small subnet no more than there are', () => {
    const { chain, weights } = ready()
    storage.MinAllowedWeights.set(chain, netuid, 3)
    expect(weights()).toBe('WeightVecLengthIsLow')
    expect(weights({ dests: [1], weights: [7] })).toBe('ok')
    storage.MinAllowedWeights.set(chain, netuid, 100)
    expect(weights({ dests: [0, 1, 2, 3], weights: [1, 1, 1, 1] })).toBe('ok')
  })
})

describe('set_weights: what is stored', () => {
  it('is scaled to 65535, in the order sent, zeros included', () => {
    const { chain, weights, events, blocks } = ready()
    blocks(4)
    expect(weights({ dests: [3, 0, 2], weights: [100, 0, 200] })).toBe('ok')
    expect(storage.Weights.get(chain, netuid, 1)).toEqual([
      [3, 32_768],
      [0, 0],
      [2, 65_535],
    ])
    expect(storage.LastUpdate.get(chain, netuid)[1]).toBe(5n)
    expect(events()).toContainEqual(['WeightsSet', [netuid, 1]])
  })

  it('stays all zeros when all are', () => {
    const { chain, weights } = ready()
    expect(weights({ weights: [0, 0] })).toBe('ok')
    expect(storage.Weights.get(chain, netuid, 1)).toEqual([
      [2, 0],
      [3, 0],
    ])
  })

  it('is kept apart by mechanism', () => {
    const { chain, send } = ready()
    storage.MechanismCountCurrent.set(chain, netuid, 2)
    const args = { netuid, mecid: 1, dests: [2], weights: [9], version_key: 0n }
    expect(send(account('validator'), 'set_mechanism_weights', args)).toBe('ok')
    expect(storage.Weights.get(chain, 4096 + netuid, 1)).toEqual([[2, 65_535]])
    expect(storage.Weights.get(chain, netuid, 1)).toEqual([])
  })
})

describe('the pool', () => {
  it('refuses too little stake with 1 and weights too soon with 6', () => {
    const { chain, validate } = ready()
    const args = { netuid, dests: [2], weights: [1], version_key: 0n }
    expect(validate(account('validator'), 'set_weights', args)).toBe('ok')
    storage.WeightsSetRateLimit.set(chain, netuid, 100n)
    expect(validate(account('validator'), 'set_weights', args)).toBe('Custom(6)')
    // With commit-reveal on, the call fails in the block, not in the pool.
    storage.CommitRevealWeightsEnabled.set(chain, netuid, true)
    expect(validate(account('validator'), 'set_weights', args)).toBe('ok')
    storage.StakeThreshold.set(chain, 1_000_000_000_000n)
    expect(validate(account('validator'), 'set_weights', args)).toBe('Custom(1)')
  })

  it('refuses batches of unequal lengths with 18', () => {
    const { validate } = ready()
    const args = { netuids: [netuid], weights: [], version_keys: [0n] }
    expect(validate(account('validator'), 'batch_set_weights', args)).toBe('Custom(18)')
  })
})

describe('batch_set_weights', () => {
  it('sets what it can and tells what failed', () => {
    const { chain, send, events } = ready()
    const result = send(account('validator'), 'batch_set_weights', {
      netuids: [netuid, 1],
      weights: [[[2, 5]], [[0, 5]]],
      version_keys: [0n, 0n],
    })
    expect(result).toBe('ok')
    expect(storage.Weights.get(chain, netuid, 1)).toEqual([[2, 65_535]])
    const names = events().map(([name]) => name)
    expect(names.slice(-3)).toEqual([
      'BatchCompletedWithErrors',
      'BatchWeightItemFailed',
      'BatchWeightsCompleted',
    ])
  })
})
