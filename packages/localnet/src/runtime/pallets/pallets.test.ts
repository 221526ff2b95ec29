import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeCall } from '../../sign-extrinsic.ts'
import { emptyState } from '../../state.ts'
import { addressOf, idOf, openTestChain, people } from '../../test-chain.ts'
import { DispatchFailure } from '../dispatch-error.ts'
import { openContext } from '../open-context.ts'
import { rootOrigin, signedOrigin } from '../origin.ts'
import { createRuntime } from '../runtime.ts'
import type { RuntimeCall } from '../runtime-call.ts'
import { balancesStorage } from './balances-storage.ts'
import { burnBalance, freeBalance, mintBalance, setBalance, transferBalance } from './ledger.ts'
import { sudoStorage } from './sudo.ts'
import { systemStorage } from './system-storage.ts'

const { alice, bob, dave, stranger } = people
const account = (n: number) => `0x${n.toString(16).padStart(64, '0')}`

const open = () => openContext(emptyState())
const eventsOf = (chain: ReturnType<typeof open>) =>
  chain.scratch.events.map(({ event }) => `${event.pallet}.${event.name}`)
const failureOf = (body: () => void): unknown => {
  try {
    body()
  } catch (error) {
    if (error instanceof DispatchFailure) return error.message
    throw error
  }
  return undefined
}

describe('the ledger of rao', () => {
  it('keeps issuance equal to what accounts own, whatever happens', () => {
    const who = fc.integer({ min: 1, max: 4 }).map(account)
    const amount = fc.oneof(fc.bigInt({ min: 0n, max: 3000n }), fc.bigInt({ min: 0n, max: 1n << 64n }))
    const step = fc.record({
      do: fc.constantFrom('transfer' as const, 'mint' as const, 'burn' as const, 'set' as const),
      who,
      to: who,
      amount,
      keepAlive: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const chain = open()
        for (const { do: what, who: from, to, amount: rao, keepAlive } of steps) {
          failureOf(() =>
            chain.transaction(() => {
              if (what === 'transfer') transferBalance(chain, from, to, rao, { keepAlive })
              else if (what === 'mint') mintBalance(chain, from, rao)
              else if (what === 'burn') burnBalance(chain, from, rao, { keepAlive })
              else if (rao < 1n << 62n) setBalance(chain, from, rao)
            }),
          )
        }
        let owned = 0n
        for (const [, { data }] of systemStorage.Account.entries(chain)) {
          expect(data.free).toBeGreaterThanOrEqual(500n)
          owned += data.free
        }
        expect(balancesStorage.TotalIssuance.get(chain)).toBe(owned)
      }),
    )
  })

  it.each([
    ['more than there is', 10_001n, false, 'Token.FundsUnavailable'],
    ['so much that the account would close, kept alive', 9_900n, true, 'Token.NotExpendable'],
    ['too little to open an account', 499n, false, 'Token.BelowMinimum'],
    ['nothing', 0n, true, undefined],
    ['all of it, not kept alive', 10_000n, false, undefined],
  ])('moves %s', (_what, rao, keepAlive, expected) => {
    const chain = open()
    mintBalance(chain, account(1), 10_000n)
    expect(failureOf(() => transferBalance(chain, account(1), account(2), rao, { keepAlive }))).toBe(expected)
  })

  it('says in events what becomes of accounts', () => {
    const chain = open()
    mintBalance(chain, account(1), 1_400n)
    transferBalance(chain, account(1), account(2), 1_000n, { keepAlive: false })
    expect(eventsOf(chain)).toEqual([
      'System.NewAccount',
      'Balances.Endowed',
      'Balances.Minted',
      'System.KilledAccount',
      'Balances.DustLost',
      'System.NewAccount',
      'Balances.Endowed',
      'Balances.Transfer',
    ])
    expect(balancesStorage.TotalIssuance.get(chain)).toBe(1_000n)
  })
})

describe('Utility', () => {
  const runtime = createRuntime({ slotDurationMs: 12_000 })
  const send = (value: bigint): RuntimeCall =>
    makeCall(runtime, 'Balances', 'transfer_keep_alive', { dest: addressOf(bob), value })
  const batch = (name: string, calls: RuntimeCall[]) => makeCall(runtime, 'Utility', name, { calls })
  const start = () => {
    const chain = open()
    mintBalance(chain, idOf(alice), 10_000n)
    mintBalance(chain, idOf(bob), 1_000n)
    chain.scratch.events.length = 0
    return chain
  }
  const origin = signedOrigin(idOf(alice))
  const calls = [send(10n), send(50_000n), send(20n)]

  it.each([
    ['batch', 1_010n, 'Utility.BatchInterrupted'],
    ['force_batch', 1_030n, 'Utility.BatchCompletedWithErrors'],
  ])('%s keeps what succeeded', (name, expected, last) => {
    const chain = start()
    chain.dispatch(batch(name, calls), origin)
    expect(freeBalance(chain, idOf(bob))).toBe(expected)
    expect(eventsOf(chain).at(-1)).toBe(last)
  })

  it('batch_all undoes all, events too', () => {
    const chain = start()
    const before = chain.state.root()
    expect(failureOf(() => chain.dispatch(batch('batch_all', calls), origin))).toBe('Token.FundsUnavailable')
    expect(chain.state.root()).toEqual(before)
    expect(eventsOf(chain)).toEqual([])
  })

  it('refuses a batch in a batch, but not to root', () => {
    const nested = batch('batch_all', [batch('batch', [send(10n)])])
    expect(failureOf(() => start().dispatch(nested, origin))).toBe('System.CallFiltered')
    const remark = makeCall(runtime, 'System', 'remark', { remark: new Uint8Array() })
    expect(failureOf(() => start().dispatch(batch('batch', [batch('batch', [remark])]), rootOrigin))).toBe(
      undefined,
    )
  })

  it('is free when all its calls are', () => {
    const test = openTestChain()
    const weights = test.call('SubtensorModule', 'set_weights', {
      netuid: 1,
      dests: [],
      weights: [],
      version_key: 0n,
    })
    const charged = test.call('Utility', 'force_batch', { calls: [weights, send(1n)] })
    const before = test.free(dave)
    test.build(test.sign(dave, test.call('Utility', 'force_batch', { calls: [weights] })))
    expect(test.free(dave)).toBe(before)
    test.build(test.sign(dave, charged))
    expect(test.free(dave)).toBeLessThan(before)
  })
})

describe('Sudo', () => {
  it('lets //Alice do as root, and returns the fee', () => {
    const test = openTestChain()
    const before = test.free(alice)
    const inner = test.call('Balances', 'force_set_balance', { who: addressOf(stranger), new_free: 77_000n })
    test.build(test.sign(alice, test.call('Sudo', 'sudo', { call: inner })))
    expect(test.free(stranger)).toBe(77_000n)
    expect(test.free(alice)).toBe(before)
    expect(test.imbalance()).toBe(0n)
  })

  it('hands its key on, and speaks for others', () => {
    const test = openTestChain()
    test.build(test.sign(alice, test.call('Sudo', 'set_key', { new: addressOf(bob) })))
    expect(sudoStorage.Key.get({ state: test.chain.head.state! })).toBe(idOf(bob))
    const send = test.call('Balances', 'transfer_keep_alive', { dest: addressOf(stranger), value: 5_000n })
    const before = test.free(dave)
    test.build(test.sign(bob, test.call('Sudo', 'sudo_as', { who: addressOf(dave), call: send })))
    expect(test.free(dave)).toBe(before - 5_000n)
  })

  it('fails by dispatch, too, when someone else’s batch holds it', () => {
    const test = openTestChain()
    const inner = test.call('Sudo', 'sudo', {
      call: test.call('Balances', 'burn', { value: 1n, keep_alive: true }),
    })
    const key = sudoStorage.Key.get({ state: test.chain.head.state! })
    test.build(test.sign(bob, test.call('Utility', 'batch_all', { calls: [inner] })))
    expect(sudoStorage.Key.get({ state: test.chain.head.state! })).toBe(key)
    expect(test.imbalance()).toBe(0n)
  })
})
