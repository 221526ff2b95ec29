import { describe, expect, it } from 'vitest'
import { activityCutoff, isFrozen, nextEpochBlock } from './epoch-schedule.ts'
import { storage } from './storage.ts'
import { account, chainWithSubnet } from './test-chain.ts'

const netuid = 2
const owner = account('owner')

const ready = () => {
  const test = chainWithSubnet()
  storage.LastEpochBlock.set(test.chain, netuid, 1n)
  return test
}

describe('set_tempo', () => {
  it('is the owner’s, 360 to 50400, and starts the epoch anew', () => {
    const { chain, send, blocks } = ready()
    const set = (tempo: number, who = owner) => send(who, 'set_tempo', { netuid, tempo })
    expect(set(360, account('stranger'))).toBe('BadOrigin')
    expect(set(359)).toBe('TempoOutOfBounds')
    expect(set(50_401)).toBe('TempoOutOfBounds')
    blocks(9)
    expect(set(500)).toBe('ok')
    expect(storage.LastEpochBlock.get(chain, netuid)).toBe(10n)
    expect(nextEpochBlock(chain, netuid)).toBe(510n)
    expect(set(600)).toBe('TxRateLimitExceeded')
  })

  it('is frozen near an epoch', () => {
    const { send, blocks } = ready()
    blocks(350)
    expect(send(owner, 'set_tempo', { netuid, tempo: 400 })).toBe('ok')
    blocks(391)
    expect(send(owner, 'set_tempo', { netuid, tempo: 360 })).toBe('AdminActionProhibitedDuringWeightsWindow')
  })
})

describe('trigger_epoch', () => {
  it('has an epoch run after the freeze window, which is closed meanwhile', () => {
    const { chain, send, blocks, events } = ready()
    const trigger = () => send(owner, 'trigger_epoch', { netuid })
    expect(trigger()).toBe('DynamicTempoBlockedByCommitReveal')
    storage.CommitRevealWeightsEnabled.set(chain, netuid, false)
    expect(trigger()).toBe('ok')
    expect(events()).toContainEqual(['EpochTriggered', { netuid, by: owner, fires_at: 11n }])
    expect(trigger()).toBe('EpochTriggerAlreadyPending')
    expect(isFrozen(chain, netuid)).toBe(true)
    blocks(9)
    expect(storage.SubnetEpochIndex.get(chain, netuid)).toBe(0n)
    blocks(1)
    expect(storage.SubnetEpochIndex.get(chain, netuid)).toBe(1n)
    expect(trigger()).toBe('TxRateLimitExceeded')
    expect(nextEpochBlock(chain, netuid)).toBe(371n)
  })

  it('is refused when the schedule is nearer', () => {
    const { chain, send } = ready()
    storage.CommitRevealWeightsEnabled.set(chain, netuid, false)
    storage.Tempo.set(chain, netuid, 9)
    expect(send(owner, 'trigger_epoch', { netuid })).toBe('AutoEpochAlreadyImminent')
  })
})

describe('the activity cutoff (facts 6.1)', () => {
  it('is 5000 blocks at tempo 360 and 138 at tempo 10', () => {
    const { chain } = ready()
    expect(activityCutoff(chain, netuid)).toBe(5_000)
    storage.Tempo.set(chain, netuid, 10)
    expect(activityCutoff(chain, netuid)).toBe(138)
    storage.Tempo.set(chain, netuid, 0)
    expect(activityCutoff(chain, netuid)).toBe(1)
  })

  it('is set by its factor, 1000 to 50000', () => {
    const { chain, send } = ready()
    const set = (factor_milli: number, who = owner) =>
      send(who, 'set_activity_cutoff_factor', { netuid, factor_milli })
    expect(set(999)).toBe('ActivityCutoffFactorMilliOutOfBounds')
    expect(set(50_001, 'root')).toBe('ActivityCutoffFactorMilliOutOfBounds')
    expect(set(2_000)).toBe('ok')
    expect(set(3_000)).toBe('TxRateLimitExceeded')
    expect(set(3_000, 'root')).toBe('ok')
    expect(activityCutoff(chain, netuid)).toBe(1_080)
  })
})
