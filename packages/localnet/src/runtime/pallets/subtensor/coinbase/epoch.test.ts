import { type EpochInput, yumaEpoch } from '@subnetkit/scoring'
import { describe, expect, it } from 'vitest'
import { addStake, hotkeyStake } from '../stake.ts'
import { storage } from '../storage.ts'
import { account, chainWithSubnet, TAO } from '../test-chain.ts'
import { epochInput, runEpoch } from './epoch.ts'

const netuid = 2

/** Vector V7 of facts 6.4: three validators and three miners at uids 1 to 6; the owner at uid 0 has nothing. */
const v7 = () => {
  const test = chainWithSubnet(['a', 'b', 'c', 'x', 'y', 'z'])
  const { chain } = test
  test.relax()
  const stakes = { a: 500n, b: 300n, c: 200n }
  for (const [name, alpha] of Object.entries(stakes)) {
    addStake(chain, account(name), account(`coldkey-${name}`), netuid, alpha * TAO)
  }
  storage.ValidatorPermit.set(chain, netuid, [false, true, true, true, false, false, false])
  const validators: [string, number[]][] = [
    ['a', [100, 200, 100]],
    ['b', [100, 100, 200]],
    ['c', [400, 0, 0]],
  ]
  test.blocks(1)
  for (const [name, row] of validators) {
    expect(
      test.setWeights(
        name,
        row.map((weight, at) => [4 + at, weight] as const),
      ),
    ).toBe('ok')
  }
  return test
}

describe('an epoch through the chain', () => {
  it('gives vector V7 of the facts', () => {
    const { chain } = v7()
    expect(storage.Weights.get(chain, netuid, 1)).toEqual([
      [4, 32_768],
      [5, 65_535],
      [6, 32_768],
    ])
    runEpoch(chain, netuid, TAO)
    expect(storage.Consensus.get(chain, netuid).slice(4)).toEqual([16_383, 32_767, 16_383])
    expect(storage.Incentive.get(chain, netuid).slice(4)).toEqual([21_140, 27_482, 16_912])
    expect(storage.ValidatorTrust.get(chain, netuid).slice(1, 4)).toEqual([65_534, 49_151, 16_383])
    expect(storage.Dividends.get(chain, netuid).slice(1, 4)).toEqual([43_091, 18_852, 3_590])
    expect(storage.Emission.get(chain, netuid)).toEqual([
      0n,
      328_766_152n,
      143_836_418n,
      27_397_428n,
      161_291_116n,
      209_675_990n,
      129_032_893n,
    ])
    expect(storage.Bonds.get(chain, netuid, 1)).toEqual([
      [4, 1_638],
      [5, 3_276],
      [6, 1_638],
    ])
    expect(storage.Bonds.get(chain, netuid, 3)).toEqual([[4, 1_638]])

    // Bonds live on once an epoch was paid out: see step 15 of the facts.
    storage.LastMechansimStepBlock.set(chain, netuid, BigInt(chain.block))
    runEpoch(chain, netuid, TAO)
    expect(storage.Bonds.get(chain, netuid, 1)).toEqual([
      [4, 3_112],
      [5, 6_225],
      [6, 3_112],
    ])
    expect(storage.Emission.get(chain, netuid).slice(1, 4)).toEqual([328_766_468n, 143_836_111n, 27_397_419n])
  })

  it('is what the package scoring computes from the same input', () => {
    const { chain, events } = v7()
    const input: EpochInput = epochInput(chain, netuid, 12_345_678_901n)
    expect(input.neurons).toHaveLength(7)
    expect(input.ownerUid).toBe(0)
    const expected = yumaEpoch(input)
    const earned = runEpoch(chain, netuid, 12_345_678_901n)
    expect(storage.Incentive.get(chain, netuid)).toEqual(expected.incentive)
    expect(storage.Dividends.get(chain, netuid)).toEqual(expected.dividends)
    expect(storage.Active.get(chain, netuid)).toEqual(expected.active)
    expect(storage.StakeWeight.get(chain, netuid)).toEqual(expected.stakeWeight)
    expect(storage.ValidatorPermit.get(chain, netuid)).toEqual(expected.validatorPermit)
    expect(earned.map(({ incentive }) => incentive)).toEqual(expected.serverEmission)
    expect(events()).toContainEqual([
      'IncentiveAlphaEmittedToMiners',
      { netuid, emissions: expected.serverEmission },
    ])
  })

  it('runs each mechanism by itself', () => {
    const { chain, send } = v7()
    storage.MechanismCountCurrent.set(chain, netuid, 2)
    storage.MechanismEmissionSplit.set(chain, netuid, [16_384, 49_151])
    const args = { netuid, mecid: 1, dests: [6], weights: [1], version_key: 0n }
    expect(send(account('a'), 'set_mechanism_weights', args)).toBe('ok')
    const earned = runEpoch(chain, netuid, TAO)
    expect(storage.Incentive.get(chain, 4096 + netuid)).toEqual([0, 0, 0, 0, 0, 0, 65_535])
    expect(storage.Incentive.get(chain, netuid)[5]).toBe(27_482)
    const total = earned.reduce((sum, { incentive, dividend }) => sum + incentive + dividend, 0n)
    expect(TAO - total).toBeGreaterThanOrEqual(0n)
    expect(TAO - total).toBeLessThan(20n)
  })

  it('leaves stake where it is', () => {
    const { chain } = v7()
    runEpoch(chain, netuid, TAO)
    expect(hotkeyStake(chain, account('a'), netuid)).toBe(500n * TAO)
  })
})
