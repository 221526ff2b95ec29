import { describe, expect, it } from 'vitest'
import { freeBalance } from '../ledger.ts'
import { stakeOf } from './stake.ts'
import { storage } from './storage.ts'
import { subnetAccount } from './subnet-account.ts'
import { account, chainWithSubnet, TAO } from './test-chain.ts'

const netuid = 2

const ready = () => {
  const test = chainWithSubnet(['v'])
  test.fund(account('nominator'), 1_000)
  const add = (change = {}, who = 'nominator') =>
    test.send(account(who), 'add_stake', {
      hotkey: account('v'),
      netuid,
      amount_staked: 10n * TAO,
      ...change,
    })
  const remove = (change = {}) =>
    test.send(account('nominator'), 'remove_stake', {
      hotkey: account('v'),
      netuid,
      amount_unstaked: TAO,
      ...change,
    })
  const staked = () => stakeOf(test.chain, account('v'), account('nominator'), netuid)
  return { ...test, add, remove, staked }
}

describe('add_stake', () => {
  it('buys alpha from the pool and stakes it; the fee goes to the author', () => {
    const { chain, add, staked, events, author } = ready()
    const pool = storage.SubnetTAO.get(chain, netuid)
    const alphaIn = storage.SubnetAlphaIn.get(chain, netuid)
    const authorHad = freeBalance(chain, author)
    expect(add()).toBe('ok')
    const fee = 5_035_477n
    expect(freeBalance(chain, account('nominator'))).toBe(990n * TAO)
    expect(freeBalance(chain, author)).toBe(authorHad + fee)
    expect(storage.SubnetTAO.get(chain, netuid)).toBe(pool + 10n * TAO - fee)
    expect(freeBalance(chain, subnetAccount(netuid))).toBe(pool + 10n * TAO - fee)
    // Constant product: A · dT / (T + dT), rounded down.
    const net = 10n * TAO - fee
    const bought = (alphaIn * net) / (pool + net)
    expect(bought - staked()).toBeLessThan(2_000n)
    expect(storage.SubnetAlphaIn.get(chain, netuid)).toBe(alphaIn - staked())
    expect(storage.SubnetAlphaOut.get(chain, netuid)).toBe(staked())
    expect(storage.TotalHotkeyAlpha.get(chain, account('v'), netuid)).toBe(staked())
    expect(storage.StakingHotkeys.get(chain, account('nominator'))).toEqual([account('v')])
    const added = [account('nominator'), account('v'), 10n * TAO, staked(), netuid, fee]
    expect(events()).toContainEqual(['StakeAdded', added])
  })

  it('refuses in the order of the chain', () => {
    const { chain, add } = ready()
    expect(add({ netuid: 9 })).toBe('SubnetNotExists')
    expect(add({ netuid: 1, amount_staked: TAO })).toBe('SubtokenDisabled')
    expect(add({ amount_staked: 2_001_006n })).toBe('AmountTooLow')
    expect(add({ amount_staked: 1_000n * TAO + 1n })).toBe('NotEnoughBalanceToStake')
    expect(add({ hotkey: account('nobody') })).toBe('HotKeyAccountNotExists')
    expect(add({ amount_staked: 2_000_000n * TAO })).toBe('InsufficientLiquidity')
    storage.SubnetAlphaIn.set(chain, netuid, 100n)
    expect(add()).toBe('InsufficientLiquidity')
  })

  it('leaves the existential deposit where all was asked for', () => {
    const { chain, add } = ready()
    expect(add({ amount_staked: 1_000n * TAO })).toBe('ok')
    expect(freeBalance(chain, account('nominator'))).toBe(500n)
  })

  it('with a limit takes what the price allows, or nothing', () => {
    const { chain, send, staked } = ready()
    const limited = (allow_partial: boolean) =>
      send(account('nominator'), 'add_stake_limit', {
        hotkey: account('v'),
        netuid,
        amount_staked: 900n * TAO,
        limit_price: (TAO * 11n) / 10n,
        allow_partial,
      })
    expect(limited(false)).toBe('SlippageTooHigh')
    expect(limited(true)).toBe('ok')
    const spent = 1_000n * TAO - freeBalance(chain, account('nominator'))
    expect(spent).toBeGreaterThan(40n * TAO)
    expect(spent).toBeLessThan(50n * TAO)
    expect(staked()).toBeGreaterThan(40n * TAO)
    expect(freeBalance(chain, subnetAccount(netuid))).toBe(storage.SubnetTAO.get(chain, netuid))
  })
})

describe('remove_stake', () => {
  it('sells alpha and pays TAO; the alpha fee is sold for the author', () => {
    const { chain, add, remove, staked, author, events } = ready()
    add()
    const [had, free] = [staked(), freeBalance(chain, account('nominator'))]
    const authorHad = freeBalance(chain, author)
    expect(remove()).toBe('ok')
    expect(staked()).toBe(had - TAO)
    const got = freeBalance(chain, account('nominator')) - free
    expect(got).toBeGreaterThan((TAO * 99n) / 100n)
    expect(freeBalance(chain, author) - authorHad).toBeGreaterThan(500_000n)
    expect(freeBalance(chain, subnetAccount(netuid))).toBe(storage.SubnetTAO.get(chain, netuid))
    expect(storage.SubnetAlphaOut.get(chain, netuid)).toBe(staked())
    expect(events().map(([name]) => name)).toContain('StakeRemoved')
  })

  it('sells all there is when more is asked for', () => {
    const { chain, add, remove, staked } = ready()
    add()
    expect(remove({ amount_unstaked: 1_000n * TAO })).toBe('ok')
    expect(staked()).toBe(0n)
    expect(storage.AlphaV2.has(chain, account('v'), account('nominator'), netuid)).toBe(false)
    expect(storage.TotalHotkeyAlpha.has(chain, account('v'), netuid)).toBe(false)
    expect(storage.SubnetAlphaOut.get(chain, netuid)).toBe(0n)
  })

  it('refuses little, unless it is the last', () => {
    const { add, remove } = ready()
    add()
    expect(remove({ amount_unstaked: 1_000_000n })).toBe('AmountTooLow')
    expect(remove({ amount_unstaked: 0n })).toBe('AmountTooLow')
    expect(remove({ netuid: 1 })).toBe('SubtokenDisabled')
    expect(remove({ hotkey: account('other') })).toBe('AmountTooLow')
  })

  it('can be limited in price, and then asks for no more than there is', () => {
    const { add, send } = ready()
    add()
    const limited = (amount_unstaked: bigint, limit_price: bigint) =>
      send(account('nominator'), 'remove_stake_limit', {
        hotkey: account('v'),
        netuid,
        amount_unstaked,
        limit_price,
        allow_partial: false,
      })
    expect(limited(5n * TAO, (TAO * 102n) / 100n)).toBe('SlippageTooHigh')
    expect(limited(50n * TAO, TAO / 2n)).toBe('NotEnoughStakeToWithdraw')
    expect(limited(5n * TAO, TAO / 2n)).toBe('ok')
    const rest = { hotkey: account('v'), netuid, limit_price: undefined }
    expect(send(account('nominator'), 'remove_stake_full_limit', rest)).toBe('ok')
  })
})

describe('stake on root', () => {
  it('is TAO, 1:1 and without a fee, once sudo allows it', () => {
    const { chain, add, send, fund } = ready()
    expect(add({ netuid: 0 })).toBe('SubtokenDisabled')
    storage.SubtokenEnabled.set(chain, 0, true)
    expect(add({ netuid: 0 })).toBe('ok')
    expect(stakeOf(chain, account('v'), account('nominator'), 0)).toBe(10n * TAO)
    expect(freeBalance(chain, subnetAccount(0))).toBe(10n * TAO)
    fund(subnetAccount(0), 1)
    const args = { hotkey: account('v'), netuid: 0, amount_unstaked: 4n * TAO }
    expect(send(account('nominator'), 'remove_stake', args)).toBe('ok')
    expect(storage.SubnetTAO.get(chain, 0)).toBe(6n * TAO)
  })
})

describe('try_associate_hotkey', () => {
  it('gives a free hotkey to the signer, and leaves others alone', () => {
    const { chain, send } = ready()
    expect(send(account('x'), 'try_associate_hotkey', { hotkey: account('free') })).toBe('ok')
    expect(storage.Owner.get(chain, account('free'))).toBe(account('x'))
    expect(send(account('y'), 'try_associate_hotkey', { hotkey: account('free') })).toBe('ok')
    expect(storage.Owner.get(chain, account('free'))).toBe(account('x'))
    expect(storage.OwnedHotkeys.get(chain, account('x'))).toEqual([account('free')])
  })
})
