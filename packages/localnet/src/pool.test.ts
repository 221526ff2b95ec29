import { describe, expect, it } from 'vitest'
import { openPool, type PoolStatus } from './pool.ts'
import { accountId } from './runtime/scale/chain-types.ts'
import { tuple } from './runtime/scale/composites.ts'
import { u32 } from './runtime/scale/primitives.ts'
import { encode } from './runtime/scale/type.ts'
import { mortalEra, type SignOptions } from './sign-extrinsic.ts'
import { addressOf, idOf, openTestChain, people } from './test-chain.ts'

const { alice, bob, dave } = people

function open() {
  const test = openTestChain()
  const pool = openPool(test.chain)
  const pay = (nonce: number, value = 1n, options: Partial<SignOptions> = {}) => {
    const call = test.call('Balances', 'transfer_keep_alive', { dest: addressOf(bob), value })
    return test.sign(options.pair ?? alice, call, { nonce, ...options })
  }
  const submit = (extrinsic: Uint8Array) => {
    const statuses: string[] = []
    pool.submit(extrinsic, (status: PoolStatus) =>
      statuses.push(typeof status === 'string' ? status : Object.keys(status)[0]!),
    )
    return statuses
  }
  const seal = () => {
    const { block, rejected } = test.chain.build(pool.ready())
    pool.settle(block, rejected)
    return block
  }
  return { test, pool, pay, submit, seal }
}

describe('pool', () => {
  it('orders by nonce, whatever the order of arrival', () => {
    const { pool, pay, submit, seal } = open()
    const third = submit(pay(2))
    const first = submit(pay(0))
    expect([first, third]).toEqual([['ready'], ['future']])
    const second = submit(pay(1))
    expect([second, third]).toEqual([['ready'], ['future', 'ready']])
    expect(seal().body).toHaveLength(4)
    expect([first.at(-1), third.at(-1), pool.size]).toEqual(['inBlock', 'inBlock', 0])
  })

  it('keeps what waits for a nonce, and lets it in when its turn has come', () => {
    const { test, pool, pay, submit, seal } = open()
    const later = submit(pay(1))
    expect(seal().body).toHaveLength(1)
    expect(pool.size).toBe(1)
    submit(pay(0))
    expect(seal().body).toHaveLength(3)
    expect(later).toEqual(['future', 'ready', 'inBlock'])
    expect(test.imbalance()).toBe(0n)
  })

  it('refuses a second transaction with the same nonce, since priorities are flat', () => {
    const { pay, submit } = open()
    const first = pay(0)
    submit(first)
    expect(() => submit(first)).toThrow(expect.objectContaining({ code: 1013 }))
    expect(() => submit(pay(0, 2n, { tip: 1_000_000n }))).toThrow(expect.objectContaining({ code: 1014 }))
  })

  it('words refusals as a node does', () => {
    const { test, pay, submit } = open()
    const notSudo = test.call('Sudo', 'remove_key')
    expect(() => submit(test.sign(bob, notSudo))).toThrow(
      expect.objectContaining({
        code: 1010,
        message: 'Invalid Transaction',
        data: 'Invalid signing address',
      }),
    )
    test.build(pay(0))
    expect(() => submit(pay(0))).toThrow(expect.objectContaining({ data: 'Transaction is outdated' }))
  })

  it('counts the nonces that wait', () => {
    const { pool, pay, submit } = open()
    submit(pay(0))
    const tag = (nonce: number) => encode(tuple(accountId, u32), [idOf(alice), nonce])
    expect([pool.provides(tag(0)), pool.provides(tag(1))]).toEqual([true, false])
  })

  it('drops what has expired, and makes those wait that needed it', () => {
    const { test, pool, pay, submit, seal } = open()
    for (let i = 0; i < 4; i++) test.build()
    const era = { bytes: mortalEra(4, 4), hash: test.chain.head.hash }
    // dave's first transaction never gets in: it waits for a nonce, and its era ends.
    const mortal = submit(pay(1, 1n, { pair: dave, era }))
    for (let i = 0; i < 3; i++) seal()
    expect(mortal).toEqual(['future', 'invalid'])
    expect(pool.size).toBe(0)
  })

  it('gives up what the block refuses, and tells what depended on it', () => {
    const { pool, pay, submit, test } = open()
    const statuses = [submit(pay(0, 1n)), submit(pay(1, 1n))]
    // Someone else's block took nonce 0.
    const block = test.build(pay(0, 9n))
    pool.settle(block, [])
    const next = test.chain.build(pool.ready())
    pool.settle(next.block, next.rejected)
    expect(statuses[0]).toEqual(['ready', 'invalid'])
    expect(statuses[1]).toEqual(['ready', 'inBlock'])
  })

  it('takes many of one account in one block, even backwards', () => {
    const { pool, pay, submit, seal, test } = open()
    for (let nonce = 199; nonce >= 0; nonce--) submit(pay(nonce))
    expect(pool.ready()).toHaveLength(200)
    expect(seal().body).toHaveLength(201)
    expect(test.imbalance()).toBe(0n)
  })

  it('says that waiting transactions are dropped when it ends', () => {
    const { pool, pay, submit } = open()
    const statuses = submit(pay(0))
    pool.clear()
    expect(statuses).toEqual(['ready', 'dropped'])
  })
})
