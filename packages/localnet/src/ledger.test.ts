import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readLedger } from './ledger.ts'
import { balancesStorage } from './runtime/pallets/balances-storage.ts'
import { spendable, transferBalance } from './runtime/pallets/ledger.ts'
import { stakeOf } from './runtime/pallets/subtensor/stake.ts'
import { storage } from './runtime/pallets/subtensor/storage.ts'
import { subnetAccount } from './runtime/pallets/subtensor/subnet-account.ts'
import { account, chainWithSubnet, TAO, type TestChain } from './runtime/pallets/subtensor/test-chain.ts'
import { systemStorage } from './runtime/pallets/system-storage.ts'

const netuid = 2
const people = ['a', 'b', 'c', 'd'] as const
const person = fc.constantFrom(...people)
const rao = fc.bigInt({ min: 1n, max: 300n * TAO })

/** Something that moves money. What a call refuses moves none, and that is fine. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('blocks' as const), count: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ kind: fc.constant('stake' as const), who: person, on: person, rao }),
  fc.record({
    kind: fc.constant('unstake' as const),
    who: person,
    on: person,
    percent: fc.integer({ min: 1, max: 100 }),
  }),
  fc.record({ kind: fc.constant('limit' as const), who: person, on: person, rao }),
  fc.record({
    kind: fc.constant('register' as const),
    who: person,
    hotkey: fc.constantFrom('p', 'q', 'r', 's'),
  }),
  fc.record({ kind: fc.constant('transfer' as const), who: person, to: person, rao }),
  fc.record({
    kind: fc.constant('weights' as const),
    who: person,
    row: fc.array(fc.nat(1000), { maxLength: 6 }),
  }),
  fc.record({ kind: fc.constant('recycle' as const), value: fc.constantFrom('Burn', 'Recycle') }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

function take(
  test: TestChain & { setWeights: (who: string, row: [number, number][]) => string },
  each: Step,
): void {
  const { chain, send, blocks } = test
  const cold = (name: string) => account(`coldkey-${name}`)
  switch (each.kind) {
    case 'blocks':
      blocks(each.count)
      return
    case 'stake':
      send(cold(each.who), 'add_stake', { hotkey: account(each.on), netuid, amount_staked: each.rao })
      return
    case 'limit':
      send(cold(each.who), 'add_stake_limit', {
        hotkey: account(each.on),
        netuid,
        amount_staked: each.rao,
        limit_price: (TAO * 11n) / 10n,
        allow_partial: true,
      })
      return
    case 'unstake': {
      const staked = stakeOf(chain, account(each.on), cold(each.who), netuid)
      const amount_unstaked = (staked * BigInt(each.percent)) / 100n
      send(cold(each.who), 'remove_stake', { hotkey: account(each.on), netuid, amount_unstaked })
      return
    }
    case 'register':
      send(cold(each.who), 'burned_register', { netuid, hotkey: account(each.hotkey) })
      return
    case 'transfer': {
      const amount = each.rao < spendable(chain, cold(each.who)) ? each.rao : 1n
      transferBalance(chain, cold(each.who), cold(each.to), amount)
      return
    }
    case 'weights':
      test.setWeights(
        each.who,
        each.row.map((weight, uid): [number, number] => [uid, weight]),
      )
      return
    case 'recycle':
      storage.RecycleOrBurn.set(chain, netuid, each.value as 'Burn' | 'Recycle')
  }
}

const ready = (emission: boolean) => {
  const test = chainWithSubnet(people)
  test.relax()
  storage.Tempo.set(test.chain, netuid, 5)
  storage.MinNonImmuneUids.set(test.chain, netuid, 0)
  storage.MaxAllowedUids.set(test.chain, netuid, 6)
  storage.SubnetEmissionEnabled.set(test.chain, netuid, emission)
  storage.SubnetMovingPrice.set(test.chain, netuid, 1n << 24n)
  for (const name of people.slice(0, 3)) test.stake(name, 50)
  return test
}

describe('the ledger', () => {
  it('adds up at genesis and after a few epochs', () => {
    const test = ready(false)
    test.blocks(40)
    const { tao, subnets } = readLedger(test.state)
    expect(tao.difference).toBe('0')
    expect(tao.issuance).toBe(tao.accounts)
    expect(subnets.map((subnet) => subnet.netuid)).toEqual([0, 1, 2])
    const [root, first, ours] = subnets
    expect(root).toMatchObject({ taoPool: '0', taoAccount: '0', alphaOut: '0', dust: '0' })
    expect(first).toMatchObject({ taoPool: `${10n * TAO}`, taoAccount: `${10n * TAO}`, dust: '0' })
    expect(BigInt(ours!.alphaOut)).toBeGreaterThan(40n * TAO)
    expect(BigInt(ours!.dust)).toBeLessThan(8n * 4n * 8n)
  })

  it.each([false, true])(
    'holds whatever is staked, registered, sent and earned (TAO emission %s)',
    (emission) => {
      fc.assert(
        fc.property(fc.array(step, { minLength: 5, maxLength: 25 }), (steps) => {
          const test = ready(emission)
          let epochs = 0n
          for (const each of steps) {
            take(test as Parameters<typeof take>[0], each)
            const { tao, subnets } = readLedger(test.state)
            expect(tao.difference).toBe('0')
            for (const { taoPool, taoAccount, dust } of subnets) {
              expect(taoAccount).toBe(taoPool)
              epochs = storage.SubnetEpochIndex.get(test.chain, netuid)
              expect(BigInt(dust)).toBeGreaterThanOrEqual(0n)
              // A few rao a neuron and epoch.
              expect(BigInt(dust)).toBeLessThanOrEqual(6n * 8n * (epochs + 1n))
            }
          }
        }),
        { numRuns: 12 },
      )
    },
    120_000,
  )

  it('tells when an account was given what was not minted', () => {
    const test = ready(false)
    systemStorage.Account.mutate(test.chain, account('coldkey-a'), (info) => ({
      ...info,
      data: { ...info.data, free: info.data.free + 1n },
    }))
    expect(readLedger(test.state).tao.difference).toBe('-1')
  })

  it('tells when a pool counts what its account does not hold', () => {
    const test = ready(false)
    storage.SubnetTAO.mutate(test.chain, netuid, (tao) => tao + 1n)
    const { taoPool, taoAccount } = readLedger(test.state).subnets[2]!
    expect(BigInt(taoPool) - BigInt(taoAccount)).toBe(1n)
  })

  it('tells when alpha is staked that was never minted', () => {
    const test = ready(false)
    storage.TotalHotkeyAlpha.mutate(test.chain, account('a'), netuid, (alpha) => alpha + 1_000_000n)
    expect(BigInt(readLedger(test.state).subnets[2]!.dust)).toBeLessThan(0n)
  })

  it('counts what is reserved as owned', () => {
    const test = ready(false)
    const who = subnetAccount(netuid)
    const before = readLedger(test.state)
    systemStorage.Account.mutate(test.chain, who, (info) => ({
      ...info,
      data: { ...info.data, free: info.data.free - 5n, reserved: 5n },
    }))
    expect(readLedger(test.state)).toEqual(before)
    expect(balancesStorage.TotalIssuance.get(test.chain)).toBe(BigInt(before.tao.issuance))
  })
})
