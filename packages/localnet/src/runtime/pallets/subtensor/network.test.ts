import { describe, expect, it } from 'vitest'
import { freeBalance } from '../ledger.ts'
import { networkLockCost } from './network.ts'
import { storage } from './storage.ts'
import { subnetAccount } from './subnet-account.ts'
import { account, TAO, testChain } from './test-chain.ts'

const founded = () => {
  const test = testChain()
  test.fund(account('owner'), 10_000)
  test.blocks(100)
  expect(test.send(account('owner'), 'register_network', { hotkey: account('hot') })).toBe('ok')
  return test
}

describe('registering a subnet', () => {
  it('takes the lowest free netuid and gives the owner uid 0', () => {
    const { chain, events } = founded()
    expect(storage.NetworksAdded.get(chain, 2)).toBe(true)
    expect(storage.TotalNetworks.get(chain)).toBe(3)
    expect(storage.SubnetOwner.get(chain, 2)).toBe(account('owner'))
    expect(storage.SubnetOwnerHotkey.get(chain, 2)).toBe(account('hot'))
    expect(storage.Uids.get(chain, 2, account('hot'))).toBe(0)
    expect(storage.NetworkRegisteredAt.get(chain, 2)).toBe(100n)
    expect(new TextDecoder().decode(storage.TokenSymbol.get(chain, 2))).toBe('β')
    expect(events()).toContainEqual(['NetworkAdded', [2, 1]])
  })

  it('puts the whole lock into the pool, at the middle price', () => {
    const { chain } = founded()
    expect(freeBalance(chain, account('owner'))).toBe(9000n * TAO)
    expect(freeBalance(chain, subnetAccount(2))).toBe(1000n * TAO)
    expect(storage.SubnetTAO.get(chain, 2)).toBe(1000n * TAO)
    expect(storage.SubnetAlphaIn.get(chain, 2)).toBe(1000n * TAO)
    expect(storage.SubnetLocked.get(chain, 2)).toBe(1000n * TAO)
  })

  it('writes what a new subnet gets, not the defaults of storage (facts 3.1)', () => {
    const { chain } = founded()
    expect(storage.MaxAllowedUids.get(chain, 2)).toBe(256)
    expect(storage.MaxAllowedValidators.get(chain, 2)).toBe(64)
    expect(storage.MinAllowedWeights.get(chain, 2)).toBe(1)
    expect(storage.ImmunityPeriod.get(chain, 2)).toBe(5000)
    expect(storage.Yuma3On.get(chain, 2)).toBe(true)
    expect(storage.Burn.get(chain, 2)).toBe(TAO)
    expect(storage.Tempo.has(chain, 2)).toBe(true)
    expect(storage.Tempo.get(chain, 2)).toBe(360)
    expect(storage.SubnetEmissionEnabled.get(chain, 2)).toBe(false)
    expect(storage.SubnetMechanism.get(chain, 2)).toBe(1)
    expect(storage.LastEpochBlock.get(chain, 2)).toBe(98n)
    expect(storage.CommitRevealWeightsEnabled.get(chain, 2)).toBe(true)
  })

  it('doubles the price, which falls in a straight line (facts 7.6)', () => {
    const { chain, blocks } = founded()
    expect(networkLockCost(chain)).toBe(2000n * TAO)
    blocks(1)
    expect(networkLockCost(chain)).toBe(1_999_990_079_366n)
  })

  it('is refused to the next founder for 7200 blocks, in the pool and in the block', () => {
    const { chain, send, validate, fund } = founded()
    storage.NetworkRateLimit.set(chain, 7200n)
    fund(account('second'), 10_000)
    const args = { hotkey: account('other') }
    expect(validate(account('second'), 'register_network', args)).toBe('Custom(6)')
    expect(send(account('second'), 'register_network', args)).toBe('NetworkTxRateLimitExceeded')
    storage.NetworkRateLimit.set(chain, 0n)
    expect(validate(account('second'), 'register_network', args)).toBe('ok')
    expect(send(account('second'), 'register_network', args)).toBe('ok')
    expect(storage.SubnetOwner.get(chain, 3)).toBe(account('second'))
  })

  it('needs the lock, and a hotkey that is nobody else’s', () => {
    const { chain, send, fund } = founded()
    fund(account('poor'), 1999)
    expect(send(account('poor'), 'register_network', { hotkey: account('hot') })).toBe('NonAssociatedColdKey')
    expect(send(account('poor'), 'register_network', { hotkey: subnetAccount(5) })).toBe(
      'CannotUseSystemAccount',
    )
    expect(send(account('poor'), 'register_network', { hotkey: account('x') })).toBe('CannotAffordLockCost')
    storage.SubnetLimit.set(chain, 2)
    expect(send(account('poor'), 'register_network', { hotkey: account('x') })).toBe('SubnetLimitReached')
  })

  it('can name the subnet', () => {
    const test = testChain()
    test.fund(account('owner'), 10_000)
    test.blocks(1)
    const empty = new Uint8Array()
    const identity = {
      subnet_name: new TextEncoder().encode('text'),
      github_repo: empty,
      subnet_contact: empty,
      subnet_url: empty,
      discord: empty,
      description: empty,
      logo_url: empty,
      additional: empty,
    }
    const register = (subnet_name: Uint8Array) =>
      test.send(account('owner'), 'register_network_with_identity', {
        hotkey: account('hot'),
        identity: { ...identity, subnet_name },
      })
    expect(register(new Uint8Array(257))).toBe('InvalidIdentity')
    expect(register(identity.subnet_name)).toBe('ok')
    expect(storage.SubnetIdentitiesV3.get(test.chain, 2)?.subnet_name).toEqual(identity.subnet_name)
  })
})

describe('starting a subnet', () => {
  it('is the owner’s to do, once', () => {
    const { chain, send } = founded()
    expect(send(account('x'), 'start_call', { netuid: 9 })).toBe('SubnetNotExists')
    expect(send(account('x'), 'start_call', { netuid: 2 })).toBe('BadOrigin')
    storage.StartCallDelay.set(chain, 10n)
    expect(send(account('owner'), 'start_call', { netuid: 2 })).toBe('NeedWaitingMoreBlocksToStarCall')
    storage.StartCallDelay.set(chain, 0n)
    expect(send(account('owner'), 'start_call', { netuid: 2 })).toBe('ok')
    expect(storage.FirstEmissionBlockNumber.get(chain, 2)).toBe(101n)
    expect(storage.SubtokenEnabled.get(chain, 2)).toBe(true)
    expect(send(account('owner'), 'start_call', { netuid: 2 })).toBe('FirstEmissionBlockNumberAlreadySet')
  })
})
