import { describe, expect, it } from 'vitest'
import { mortalEra, type SignOptions } from '../../sign-extrinsic.ts'
import { addressOf, idOf, openTestChain, people } from '../../test-chain.ts'
import { systemStorage } from '../pallets/system-storage.ts'
import type { RuntimeCall } from '../runtime-call.ts'
import { concat, hexToBytes } from '../scale/hex.ts'
import { u32 } from '../scale/primitives.ts'
import { decode, encode } from '../scale/type.ts'
import { applyResult, validity } from './core-apis.ts'
import { dispatchInfo } from './payment-apis.ts'

const { alice, bob, dave, stranger, edward } = people
const tao = 1_000_000_000n

type TestChain = ReturnType<typeof openTestChain>

const pay = (test: TestChain, to: typeof alice, value: bigint) =>
  test.call('Balances', 'transfer_keep_alive', { dest: addressOf(to), value })

const validate = ({ chain }: TestChain, extrinsic: Uint8Array) => {
  const args = concat(Uint8Array.of(2), extrinsic, hexToBytes(chain.head.hash))
  return decode(validity, chain.call('TaggedTransactionQueue_validate_transaction', args))
}
const apply = ({ chain }: TestChain, extrinsic: Uint8Array) => {
  const { rejected } = chain.build([extrinsic])
  return rejected[0] ? decode(applyResult, concat(Uint8Array.of(1), rejected[0].error)) : undefined
}
const refusal = (type: string) => ({
  type: 'Err',
  value: { type: 'Invalid', value: { type, value: undefined } },
})

describe('a signed transfer', () => {
  it('moves the amount, takes the estimated fee, and gives it to the author', () => {
    const test = openTestChain()
    const extrinsic = test.sign(alice, pay(test, bob, 5n * tao))
    const uxt = concat(extrinsic, encode(u32, extrinsic.length))
    const { partial_fee: fee } = decode(
      dispatchInfo,
      test.chain.call('TransactionPaymentApi_query_info', uxt),
    )
    const before = [test.free(alice), test.free(bob)]
    test.build(extrinsic)
    expect(fee).toBe(54_078n + BigInt(extrinsic.length) + 100_000n)
    expect(test.free(alice)).toBe(before[0]! - 5n * tao - fee)
    expect(test.free(bob)).toBe(before[1]! + 5n * tao)
    expect(test.imbalance()).toBe(0n)
  })

  it('opens an account, and closes one that falls below the existential deposit', () => {
    const test = openTestChain()
    test.build(test.sign(alice, pay(test, stranger, tao)))
    expect(test.free(stranger)).toBe(tao)
    const all = test.call('Balances', 'transfer_all', { dest: addressOf(bob), keep_alive: false })
    test.build(test.sign(stranger, all))
    expect(test.free(stranger)).toBe(0n)
    expect(systemStorage.Account.has({ state: test.chain.head.state! }, idOf(stranger))).toBe(false)
    expect(test.imbalance()).toBe(0n)
  })

  it('accepts ed25519 signatures', () => {
    const test = openTestChain()
    test.build(test.sign(alice, pay(test, edward, tao)))
    const before = test.free(bob)
    test.build(test.sign(edward, pay(test, bob, 1000n)))
    expect(test.free(bob)).toBe(before + 1000n)
  })

  it('that fails pays, changes nothing else, and says why', () => {
    const test = openTestChain()
    const { free } = test
    const before = free(bob)
    const block = test.build(test.sign(dave, pay(test, bob, 10_000n * tao)))
    expect(block.body).toHaveLength(2)
    expect(free(bob)).toBe(before)
    expect(free(dave)).toBeLessThan(2000n * tao)
    expect(systemStorage.Account.get({ state: block.state! }, idOf(dave)).nonce).toBe(1)
    expect(test.imbalance()).toBe(0n)
  })
})

describe('a transaction is refused', () => {
  const wrong: [string, string, (test: TestChain) => Uint8Array][] = [
    [
      'with another signature',
      'BadProof',
      (test) => {
        const extrinsic = test.sign(alice, pay(test, bob, 1n))
        extrinsic[50]! ^= 1
        return extrinsic
      },
    ],
    ['for another spec', 'BadProof', (test) => test.sign(alice, pay(test, bob, 1n), { specVersion: 425 })],
    [
      'for another chain',
      'BadProof',
      (test) => test.sign(alice, pay(test, bob, 1n), { genesisHash: `0x${'11'.repeat(32)}` }),
    ],
    [
      'with a used nonce',
      'Stale',
      (test) => {
        test.build(test.sign(alice, pay(test, bob, 1n)))
        return test.sign(alice, pay(test, bob, 2n), { nonce: 0 })
      },
    ],
    ['from an account without funds', 'Payment', (test) => test.sign(stranger, pay(test, bob, 1n))],
    [
      'with a tip that it cannot pay',
      'Payment',
      (test) => test.sign(dave, pay(test, bob, 1n), { tip: 3000n * tao }),
    ],
    [
      'when it is sudo of someone else',
      'BadSigner',
      (test) =>
        test.sign(
          bob,
          test.call('Sudo', 'sudo', { call: test.call('System', 'remark', { remark: new Uint8Array() }) }),
        ),
    ],
    [
      'when it sets the clock',
      'BadMandatory',
      (test) => test.sign(alice, test.call('Timestamp', 'set', { now: 5n })),
    ],
  ]

  it.each(wrong)('%s: %s, by pool and block', (_what, reason, make) => {
    const test = openTestChain()
    const extrinsic = make(test)
    const state = test.chain.head.state!.root()
    expect(validate(test, extrinsic)).toEqual(refusal(reason))
    const free = [alice, bob, dave].map(test.free)
    expect(apply(test, extrinsic)).toEqual(refusal(reason))
    expect([alice, bob, dave].map(test.free)).toEqual(free)
    expect(test.chain.at(test.chain.head.number - 1)!.state!.root()).toEqual(state)
  })

  it('when the block is full, and fits into the next', () => {
    const test = openTestChain()
    const remark = test.call('System', 'remark', { remark: new Uint8Array(3_000_000) })
    const extrinsics = [0, 1, 2].map((nonce) => test.sign(alice, remark, { nonce }))
    const { block, rejected } = test.chain.build(extrinsics)
    expect(block.body).toHaveLength(3)
    expect(decode(applyResult, concat(Uint8Array.of(1), rejected[0]!.error))).toEqual(
      refusal('ExhaustsResources'),
    )
    expect(test.build(extrinsics[2]!).body).toHaveLength(2)
  })

  it.each([
    ['garbage', Uint8Array.of(12, 1, 2, 3), 'EXTRINSIC_INVALID'],
    ['a call that is not declared', undefined, 'CALL_UNKNOWN'],
  ])('as %s', (_what, given, code) => {
    const test = openTestChain()
    const extrinsic = given ?? test.sign(alice, test.call('System', 'remark', { remark: new Uint8Array() }))
    if (!given) extrinsic[extrinsic.length - 2] = 200
    expect(() => validate(test, extrinsic)).toThrow(expect.objectContaining({ code }))
  })

  it('when batches are nested deeper than 32', () => {
    const test = openTestChain()
    let call: RuntimeCall = test.call('System', 'remark', { remark: new Uint8Array() })
    for (let depth = 0; depth < 40; depth++) call = test.call('Utility', 'batch', { calls: [call] })
    expect(() => validate(test, test.sign(alice, call))).toThrow(
      expect.objectContaining({ code: 'EXTRINSIC_INVALID' }),
    )
  })
})

describe('validity', () => {
  it('asks for the nonce before, and gives the nonce itself', () => {
    const test = openTestChain()
    const first = validate(test, test.sign(alice, pay(test, bob, 1n)))
    const third = validate(test, test.sign(alice, pay(test, bob, 1n), { nonce: 2 }))
    if (first.type !== 'Ok' || third.type !== 'Ok') throw new Error('refused')
    expect(first.value.requires).toEqual([])
    expect(first.value.provides).toEqual([concat(alice.publicKey, encode(u32, 0))])
    expect(third.value.requires).toEqual([concat(alice.publicKey, encode(u32, 1))])
  })

  it('knows the head itself as the birth of a mortal era', () => {
    const test = openTestChain()
    for (let i = 0; i < 9; i++) test.build()
    const { head } = test.chain
    const mortal = (period: number, birth: number, hash: string): Partial<SignOptions> => ({
      era: { bytes: mortalEra(period, birth), hash },
    })
    const good = validate(test, test.sign(alice, pay(test, bob, 1n), mortal(8, head.number, head.hash)))
    if (good.type !== 'Ok') throw new Error('refused')
    expect(good.value.longevity).toBe(7n)
    // One period later the same era means another block, so the signature no longer fits.
    const late = test.sign(alice, pay(test, bob, 1n), mortal(4, 4, test.chain.at(4)!.hash))
    expect(validate(test, late)).toEqual(refusal('BadProof'))
  })
})
