import { describe, expect, it } from 'vitest'
import { blocksToWait, checkWeights, type WeightsState } from './check-weights.ts'

const state: WeightsState = {
  block: 500,
  netuid: 2,
  exists: true,
  mechanismCount: 1,
  neuronCount: 4,
  uid: 1,
  isOwnerHotkey: false,
  validatorPermit: true,
  totalStake: 0n,
  stakeThreshold: 0n,
  weightsVersionKey: 0n,
  weightsSetRateLimit: 100,
  lastUpdate: 400,
  commitReveal: false,
  minAllowedWeights: 1,
  epochConsensus: null,
}
const weights = { uids: [2, 3], values: [65_535, 1] }
const names = (change: Partial<WeightsState>, intent: Parameters<typeof checkWeights>[1] = weights) =>
  checkWeights({ ...state, ...change }, intent).violations.map(({ name }) => name)

describe('checkWeights', () => {
  it('has nothing against weights that the chain takes', () => {
    expect(checkWeights(state, weights)).toEqual({ violations: [], warnings: [] })
  })

  it.each<[string, Partial<WeightsState>]>([
    ['MechanismDoesNotExist', { exists: false }],
    ['CommitRevealEnabled', { commitReveal: true }],
    ['CanNotSetRootNetworkWeights', { netuid: 0 }],
    ['HotKeyNotRegisteredInSubNet', { uid: null }],
    ['NotEnoughStakeToSetWeights', { stakeThreshold: 10n, totalStake: 9n }],
    ['IncorrectWeightVersionKey', { weightsVersionKey: 7n }],
    ['SettingWeightsTooFast', { lastUpdate: 402 }],
    ['NeuronNoValidatorPermit', { validatorPermit: false }],
    ['WeightVecLengthIsLow', { minAllowedWeights: 3 }],
    ['ConsensusUnsupported', { epochConsensus: 'Null' }],
  ])('%s', (name, change) => {
    expect(names(change)).toEqual([name])
  })

  it.each([
    ['WeightVecNotEqualSize', { uids: [2, 3], values: [1] }],
    ['DuplicateUids', { uids: [2, 2], values: [1, 1] }],
    ['UidVecContainInvalidOne', { uids: [4], values: [1] }],
    ['MechanismDoesNotExist', { ...weights, mechanism: 1 }],
  ])('%s', (name, intent) => {
    expect(names({}, intent)).toEqual([name])
  })

  it('counts the rate limit to the next block, in which the weights would land', () => {
    expect(blocksToWait({ block: 500, lastUpdate: 401, weightsSetRateLimit: 100 })).toBe(0)
    expect(blocksToWait({ block: 500, lastUpdate: 402, weightsSetRateLimit: 100 })).toBe(1)
    expect(blocksToWait({ block: 5, lastUpdate: 0, weightsSetRateLimit: 100 })).toBe(0)
  })

  it('exempts the owner hotkey from permit and threshold, and a self-weight from permit and minimum', () => {
    const owner = { isOwnerHotkey: true, validatorPermit: false, stakeThreshold: 10n }
    expect(names(owner)).toEqual([])
    const self = { uids: [1], values: [65_535] }
    expect(names({ validatorPermit: false, minAllowedWeights: 3 }, self)).toEqual([])
    expect(names({ validatorPermit: false }, { uids: [2], values: [1] })).toEqual(['NeuronNoValidatorPermit'])
  })

  it('asks for no more weights than there are neurons', () => {
    expect(names({ minAllowedWeights: 1024 }, { uids: [0, 1, 2, 3], values: [1, 1, 1, 1] })).toEqual([])
  })

  it('accepts a newer version key, and warns of weights that pay nobody', () => {
    expect(names({ weightsVersionKey: 7n }, { ...weights, versionKey: 8n })).toEqual([])
    expect(checkWeights(state, { uids: [2], values: [0] }).warnings).toHaveLength(1)
  })

  it('lists all that stands in the way, each with what to do', () => {
    const { violations } = checkWeights({ ...state, commitReveal: true, validatorPermit: false }, weights)
    expect(violations.map(({ name }) => name)).toEqual(['CommitRevealEnabled', 'NeuronNoValidatorPermit'])
    expect(violations[0]?.remedy).toContain('btcli hparams set --netuid 2')
  })
})
