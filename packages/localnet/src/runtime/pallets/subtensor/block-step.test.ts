import { describe, expect, it } from 'vitest'
import { alphaAssetsStorage } from '../alpha-assets.ts'
import { balancesStorage } from '../balances-storage.ts'
import { freeBalance } from '../ledger.ts'
import { hotkeyStake, stakeOf } from './stake.ts'
import { storage } from './storage.ts'
import { subnetAccount } from './subnet-account.ts'
import { account, chainWithSubnet, TAO, testChain } from './test-chain.ts'

const netuid = 2

/** A validator and two miners on a subnet with epochs of ten blocks; the validator likes the first miner best. */
const ready = () => {
  const test = chainWithSubnet(['v', 'm', 'n'])
  test.relax()
  storage.Tempo.set(test.chain, netuid, 10)
  storage.LastEpochBlock.set(test.chain, netuid, BigInt(test.chain.block))
  test.stake('v', 100)
  return test
}

describe('TAO of a block', () => {
  it('is not minted while no subnet may have it', () => {
    const { chain, blocks } = chainWithSubnet()
    const issuance = balancesStorage.TotalIssuance.get(chain)
    blocks(10)
    expect(balancesStorage.TotalIssuance.get(chain)).toBe(issuance)
    expect(storage.TotalIssuance.get(chain)).toBe(0n)
    expect(storage.BlockEmission.get(chain)).toBe(TAO)
  })

  it('buys alpha for the chain once root switches it on, since there is no root stake', () => {
    const { chain, blocks } = chainWithSubnet()
    blocks(3)
    storage.SubnetEmissionEnabled.set(chain, netuid, true)
    storage.SubnetMovingPrice.set(chain, netuid, 1n << 20n)
    const issuance = balancesStorage.TotalIssuance.get(chain)
    const pool = storage.SubnetTAO.get(chain, netuid)
    blocks(1)
    // The other subnet of the chain, netuid 1, was never started.
    expect(storage.SubnetExcessTao.get(chain, netuid)).toBe(TAO)
    expect(storage.SubnetTaoInEmission.get(chain, netuid)).toBe(0n)
    expect(storage.SubnetTAO.get(chain, netuid)).toBe(pool + TAO)
    expect(freeBalance(chain, subnetAccount(netuid))).toBe(pool + TAO)
    expect(balancesStorage.TotalIssuance.get(chain)).toBe(issuance + TAO)
    expect(storage.TotalIssuance.get(chain)).toBe(TAO)
    expect(storage.SubnetProtocolAlpha.get(chain, netuid)).toBeGreaterThan(0n)
  })

  it('goes into the pool at its price as far as root stake allows', () => {
    const { chain, blocks } = chainWithSubnet()
    blocks(3)
    storage.SubnetEmissionEnabled.set(chain, netuid, true)
    storage.SubnetMovingPrice.set(chain, netuid, 1n << 20n)
    // As much root stake as there is alpha: half of the subnet is root's, and half of its alpha may be injected.
    storage.TaoWeight.set(chain, (1n << 64n) - 1n)
    storage.SubnetTAO.set(chain, 0, storage.SubnetAlphaIn.get(chain, netuid) + 3n * TAO)
    blocks(1)
    const injected = storage.SubnetTaoInEmission.get(chain, netuid)
    expect(injected).toBeGreaterThan((TAO * 49n) / 100n)
    expect(injected + storage.SubnetExcessTao.get(chain, netuid)).toBeLessThanOrEqual(TAO)
    expect(storage.SubnetAlphaInEmission.get(chain, netuid)).toBeGreaterThan((TAO * 49n) / 100n)
    expect(freeBalance(chain, subnetAccount(netuid))).toBe(storage.SubnetTAO.get(chain, netuid))
  })

  it('halves by what was minted, not by what was endowed', () => {
    const { chain, blocks } = chainWithSubnet()
    storage.TotalIssuance.set(chain, 11_000_000n * TAO)
    blocks(1)
    expect(storage.BlockEmission.get(chain)).toBe(TAO / 2n)
  })
})

describe('alpha of a block', () => {
  it('accrues from the block after start_call (facts 7.4)', () => {
    const { chain, blocks } = chainWithSubnet()
    blocks(2)
    expect(storage.SubnetAlphaOut.get(chain, netuid)).toBe(2n * TAO)
    expect(storage.PendingOwnerCut.get(chain, netuid)).toBe(2n * 179_995_422n)
    expect(storage.PendingServerEmission.get(chain, netuid)).toBe(2n * 410_002_288n)
    expect(storage.PendingValidatorEmission.get(chain, netuid)).toBe(2n * 410_002_288n)
    expect(storage.PendingRootAlphaDivs.get(chain, netuid)).toBe(0n)
    expect(alphaAssetsStorage.TotalAlphaIssuance.get(chain, netuid)).toBe(2n * TAO)
  })

  it('does not accrue on subnets that were not started', () => {
    const { chain, blocks } = testChain()
    blocks(2)
    expect(storage.PendingServerEmission.get(chain, 1)).toBe(0n)
  })
})

describe('an epoch', () => {
  it('runs every tempo blocks, counted from the last', () => {
    const { chain, blocks } = ready()
    blocks(9)
    expect(storage.SubnetEpochIndex.get(chain, netuid)).toBe(0n)
    expect(storage.BlocksSinceLastStep.get(chain, netuid)).toBe(9n)
    blocks(1)
    expect(storage.SubnetEpochIndex.get(chain, netuid)).toBe(1n)
    expect(storage.LastEpochBlock.get(chain, netuid)).toBe(11n)
    expect(storage.LastMechansimStepBlock.get(chain, netuid)).toBe(11n)
    expect(storage.BlocksSinceLastStep.get(chain, netuid)).toBe(0n)
    expect(storage.PendingServerEmission.get(chain, netuid)).toBe(0n)
    blocks(10)
    expect(storage.SubnetEpochIndex.get(chain, netuid)).toBe(2n)
  })

  it('gives the permit that weights need, and then pays miners, validators, nominators and the owner', () => {
    const { chain, blocks, setWeights, send, fund } = ready()
    fund(account('nominator'), 1_000)
    send(account('nominator'), 'add_stake', { hotkey: account('v'), netuid, amount_staked: 100n * TAO })
    expect(
      setWeights('v', [
        [2, 3],
        [3, 1],
      ]),
    ).toBe('NeuronNoValidatorPermit')
    blocks(10)
    expect(storage.ValidatorPermit.get(chain, netuid)).toEqual([true, true, false, false])
    expect(
      setWeights('v', [
        [2, 3],
        [3, 1],
      ]),
    ).toBe('ok')

    const owner = stakeOf(chain, account('owner-hotkey'), account('owner'), netuid)
    const nominator = stakeOf(chain, account('v'), account('nominator'), netuid)
    const validator = stakeOf(chain, account('v'), account('coldkey-v'), netuid)
    blocks(10)
    const cut = 10n * 179_995_422n
    const half = 10n * 410_002_288n
    expect(stakeOf(chain, account('owner-hotkey'), account('owner'), netuid) - owner).toBe(cut)
    const [m, n] = ['m', 'n'].map((name) => stakeOf(chain, account(name), account(`coldkey-${name}`), netuid))
    expect(storage.Incentive.get(chain, netuid)).toEqual([0, 0, 49_151, 16_383])
    expect(half - m! - n!).toBeLessThan(20n)
    expect(m! / n!).toBe(3n)
    // 18 % of the validators' half is the take; the rest is shared by stake.
    const take = (half * 11_796n) / 65_535n
    const gained = stakeOf(chain, account('v'), account('nominator'), netuid) - nominator
    const own = stakeOf(chain, account('v'), account('coldkey-v'), netuid) - validator
    expect(gained + own).toBeGreaterThan(half - 20n)
    expect(gained + own).toBeLessThanOrEqual(half)
    expect(own - gained - take).toBeLessThan(half / 10n)
    expect(storage.AlphaDividendsPerSubnet.get(chain, netuid, account('v'))).toBeGreaterThan(
      half - take - 20n,
    )
    expect(storage.TotalHotkeyAlphaLastEpoch.get(chain, account('v'), netuid)).toBe(
      hotkeyStake(chain, account('v'), netuid),
    )
  })

  it('without weights pays validators both halves', () => {
    const { chain, blocks } = ready()
    const before = hotkeyStake(chain, account('v'), netuid)
    blocks(10)
    const both = 20n * 410_002_288n
    expect(both - hotkeyStake(chain, account('v'), netuid) + before).toBeLessThan(20n)
  })

  it.each([
    ['burns', 'Burn'],
    ['recycles', 'Recycle'],
  ] as const)('%s what would go to the owner as a miner, and remembers the part', (_, how) => {
    const { chain, blocks, setWeights } = ready()
    storage.RecycleOrBurn.set(chain, netuid, how)
    blocks(10)
    expect(
      setWeights('v', [
        [0, 1],
        [2, 1],
      ]),
    ).toBe('ok')
    const owner = hotkeyStake(chain, account('owner-hotkey'), netuid)
    const out = storage.SubnetAlphaOut.get(chain, netuid)
    blocks(10)
    const withheld = (10n * 410_002_288n) / 2n
    expect(hotkeyStake(chain, account('owner-hotkey'), netuid) - owner).toBe(10n * 179_995_422n)
    const counted =
      how === 'Burn'
        ? alphaAssetsStorage.AlphaBurned.get(chain, netuid)
        : alphaAssetsStorage.AlphaRecycled.get(chain, netuid)
    expect(withheld - counted).toBeLessThan(20n)
    expect(storage.SubnetAlphaOut.get(chain, netuid) - out).toBe(
      10n * TAO - (how === 'Recycle' ? counted : 0n),
    )
    const half = 1n << 31n
    expect(half - storage.MinerBurned.get(chain, netuid)).toBeLessThan(10n)
  })

  it('is put off by a block when too many are due', () => {
    const { chain, blocks, send, fund, events } = ready()
    fund(account('owner'), 20_000)
    for (const id of [3, 4]) {
      expect(send(account('owner'), 'register_network', { hotkey: account(`hot-${id}`) })).toBe('ok')
    }
    for (const id of [1, 2, 3, 4]) {
      storage.Tempo.set(chain, id, 10)
      storage.LastEpochBlock.set(chain, id, 1n)
    }
    blocks(10)
    const deferred = (id: number) => ['EpochDeferred', { netuid: id, from_block: 11n, to_block: 12n }]
    expect(events()).toContainEqual(deferred(3))
    expect(events()).toContainEqual(deferred(4))
    expect(storage.PendingEpochAt.get(chain, 3)).toBe(12n)
    expect(storage.SubnetEpochIndex.get(chain, 2)).toBe(1n)
    expect(storage.SubnetEpochIndex.get(chain, 3)).toBe(0n)
    blocks(1)
    expect(storage.SubnetEpochIndex.get(chain, 3)).toBe(1n)
    expect(storage.PendingEpochAt.get(chain, 3)).toBe(0n)
    expect(storage.LastEpochBlock.get(chain, 3)).toBe(12n)
  })

  it('is skipped, and keeps what waits, when a hotkey sits on two uids', () => {
    const { chain, blocks, events } = ready()
    storage.Keys.set(chain, netuid, 3, account('m'))
    blocks(10)
    expect(events()).toContainEqual(['EpochSkipped', { netuid, block: 11n }])
    expect(storage.SubnetEpochIndex.get(chain, netuid)).toBe(1n)
    expect(storage.PendingServerEmission.get(chain, netuid)).toBe(10n * 410_002_288n)
  })

  it('never runs at tempo 0', () => {
    const { chain, blocks } = ready()
    storage.Tempo.set(chain, netuid, 0)
    blocks(30)
    expect(storage.SubnetEpochIndex.get(chain, netuid)).toBe(0n)
  })

  it('shares a child’s dividends with its parent', () => {
    const { chain, blocks, setWeights } = ready()
    const all = (1n << 64n) - 1n
    storage.ParentKeys.set(chain, account('v'), netuid, [[all, account('n')]])
    storage.ChildKeys.set(chain, account('n'), netuid, [[all, account('v')]])
    storage.TotalHotkeyAlpha.set(chain, account('n'), netuid, hotkeyStake(chain, account('v'), netuid))
    blocks(10)
    expect(setWeights('v', [[2, 1]])).toBe('ok')
    const [child, parent] = ['v', 'n'].map((name) => hotkeyStake(chain, account(name), netuid))
    blocks(10)
    const childGain = hotkeyStake(chain, account('v'), netuid) - child!
    const parentGain = hotkeyStake(chain, account('n'), netuid) - parent!
    expect(parentGain).toBeGreaterThan(0n)
    expect(10n * 410_002_288n - childGain - parentGain).toBeLessThan(20n)
  })
})

describe('the moving price', () => {
  it('starts at 0 and follows the price slowly', () => {
    const { chain, blocks } = chainWithSubnet()
    expect(storage.SubnetMovingPrice.get(chain, netuid)).toBe(0n)
    blocks(100)
    const after = storage.SubnetMovingPrice.get(chain, netuid)
    expect(after).toBeGreaterThan(0n)
    // 100 blocks at 3e-6 × n / (n + 201600) are 7.5e-8 of a price of 1; each is cut to 2^-32.
    expect(Number(after) / 2 ** 32).toBeGreaterThan(6e-8)
    expect(Number(after) / 2 ** 32).toBeLessThan(7.6e-8)
  })
})
