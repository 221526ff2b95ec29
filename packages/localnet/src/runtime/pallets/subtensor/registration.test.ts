import { describe, expect, it } from 'vitest'
import { freeBalance } from '../ledger.ts'
import { storage } from './storage.ts'
import { subnetAccount } from './subnet-account.ts'
import { account, chainWithSubnet, TAO } from './test-chain.ts'

const netuid = 2

describe('registering a neuron', () => {
  it('appends it at the next uid and tells so', () => {
    const { chain, send, fund, events } = chainWithSubnet(['a'])
    fund(account('cold'), 10)
    expect(send(account('cold'), 'burned_register', { netuid, hotkey: account('b') })).toBe('ok')
    expect(storage.Uids.get(chain, netuid, account('b'))).toBe(2)
    expect(storage.Keys.get(chain, netuid, 2)).toBe(account('b'))
    expect(storage.SubnetworkN.get(chain, netuid)).toBe(3)
    expect(storage.Owner.get(chain, account('b'))).toBe(account('cold'))
    expect(storage.BlockAtRegistration.get(chain, netuid, 2)).toBe(1n)
    expect(storage.LastUpdate.get(chain, netuid)).toEqual([1n, 1n, 1n])
    expect(events()).toContainEqual(['NeuronRegistered', [netuid, 2, account('b')]])
  })

  it('costs the burn price, which buys alpha that leaves circulation, and pays the author the fee', () => {
    const { chain, send, fund, author } = chainWithSubnet()
    fund(account('cold'), 10)
    const pool = storage.SubnetTAO.get(chain, netuid)
    const authorHad = freeBalance(chain, author)
    send(account('cold'), 'burned_register', { netuid, hotkey: account('b') })
    const fee = 503_547n
    expect(freeBalance(chain, account('cold'))).toBe(9n * TAO)
    expect(storage.SubnetTAO.get(chain, netuid)).toBe(pool + TAO - fee)
    expect(freeBalance(chain, subnetAccount(netuid))).toBe(pool + TAO - fee)
    expect(freeBalance(chain, author)).toBe(authorHad + fee)
    expect(storage.SubnetAlphaOut.get(chain, netuid)).toBe(0n)
    expect(storage.SubnetAlphaIn.get(chain, netuid)).toBeLessThan(1000n * TAO)
    expect(storage.RAORecycledForRegistration.get(chain, netuid)).toBe(TAO)
  })

  it('raises the price at once, which then decays (facts 7.6)', () => {
    const { chain, send, fund, blocks } = chainWithSubnet()
    fund(account('cold'), 100)
    send(account('cold'), 'burned_register', { netuid, hotkey: account('b') })
    expect(storage.Burn.get(chain, netuid)).toBe(1_260_000_000n)
    send(account('cold'), 'burned_register', { netuid, hotkey: account('c') })
    expect(storage.Burn.get(chain, netuid)).toBe(1_587_600_000n)
    storage.Burn.set(chain, netuid, TAO)
    blocks(1)
    expect(storage.Burn.get(chain, netuid)).toBe(998_076_443n)
    blocks(359)
    expect(storage.Burn.get(chain, netuid)).toBe(499_999_865n)
  })

  it('refuses in the order of the chain', () => {
    const { chain, send, fund, netuid } = chainWithSubnet(['a'])
    const register = (hotkey: string, id = netuid, who = 'cold') =>
      send(account(who), 'burned_register', { netuid: id, hotkey: account(hotkey) })
    expect(send('root', 'burned_register', { netuid, hotkey: account('b') })).toBe('BadOrigin')
    expect(register('b', 0)).toBe('RegistrationNotPermittedOnRootSubnet')
    expect(register('b', 9)).toBe('SubnetNotExists')
    storage.NetworkRegistrationAllowed.set(chain, netuid, false)
    expect(register('a')).toBe('SubNetRegistrationDisabled')
    storage.NetworkRegistrationAllowed.set(chain, netuid, true)
    expect(register('a')).toBe('HotKeyAlreadyRegisteredInSubNet')
    expect(register('owner-hotkey', 1)).toBe('NotEnoughBalanceToStake')
    fund(account('cold'), 100)
    expect(register('owner-hotkey', 1)).toBe('NonAssociatedColdKey')
    expect(send(account('cold'), 'burned_register', { netuid, hotkey: subnetAccount(1) })).toBe(
      'CannotUseSystemAccount',
    )
    storage.MaxAllowedUids.set(chain, netuid, 0)
    expect(register('b')).toBe('NoNeuronIdAvailable')
  })

  it('can be limited in price', () => {
    const { send, fund } = chainWithSubnet()
    fund(account('cold'), 100)
    const args = { netuid, hotkey: account('b') }
    expect(send(account('cold'), 'register_limit', { ...args, limit_price: TAO - 1n })).toBe(
      'RegistrationPriceLimitExceeded',
    )
    expect(send(account('cold'), 'register_limit', { ...args, limit_price: TAO })).toBe('ok')
  })

  it('takes the place of the neuron that earned least on a full subnet, and wipes it', () => {
    const { chain, send, fund } = chainWithSubnet(['a', 'b', 'c'])
    storage.MaxAllowedUids.set(chain, netuid, 4)
    storage.Emission.set(chain, netuid, [0n, 9n, 5n, 7n])
    storage.Incentive.set(chain, netuid, [0, 9, 5, 7])
    storage.Weights.set(chain, netuid, 0, [
      [1, 65_535],
      [2, 30_000],
    ])
    storage.Bonds.set(chain, netuid, 2, [[1, 5]])
    send(account('b'), 'serve_axon', axonArgs)
    fund(account('cold'), 100)
    expect(send(account('cold'), 'burned_register', { netuid, hotkey: account('new') })).toBe('ok')

    expect(storage.Keys.get(chain, netuid, 2)).toBe(account('new'))
    expect(storage.Uids.get(chain, netuid, account('b'))).toBeUndefined()
    expect(storage.SubnetworkN.get(chain, netuid)).toBe(4)
    expect(storage.Emission.get(chain, netuid)).toEqual([0n, 9n, 0n, 7n])
    expect(storage.Incentive.get(chain, netuid)).toEqual([0, 9, 0, 7])
    expect(storage.Weights.get(chain, netuid, 0)).toEqual([
      [1, 65_535],
      [2, 0],
    ])
    expect(storage.Bonds.get(chain, netuid, 2)).toEqual([])
    expect(storage.Axons.get(chain, netuid, account('b'))).toBeUndefined()
    expect(storage.Owner.get(chain, account('b'))).toBe(account('coldkey-b'))
  })

  it('finds no place on a full subnet of the owner alone', () => {
    const { chain, send, fund } = chainWithSubnet()
    storage.MaxAllowedUids.set(chain, netuid, 1)
    fund(account('cold'), 100)
    expect(send(account('cold'), 'burned_register', { netuid, hotkey: account('new') })).toBe(
      'NoNeuronIdAvailable',
    )
  })
})

const axonArgs = {
  netuid,
  version: 1,
  ip: 0x7f000002n,
  port: 8091,
  ip_type: 4,
  protocol: 4,
  placeholder1: 0,
  placeholder2: 0,
}
