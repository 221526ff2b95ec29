import { manualClock } from '@subnetkit/core'
import { describe, expect, it } from 'vitest'
import { finalityDelayMs } from './finality.ts'
import { openNode } from './node.ts'
import { addressOf, openTestChain, people } from './test-chain.ts'

const { alice, bob } = people
const turn = () => new Promise((resolve) => setTimeout(resolve, 0))

function open() {
  const test = openTestChain()
  const clock = manualClock()
  const node = openNode({ chain: test.chain, clock, name: 'test', version: '0', onFault: () => {} })
  const pay = (nonce: number) =>
    test.sign(alice, test.call('Balances', 'transfer_keep_alive', { dest: addressOf(bob), value: 1n }), {
      nonce,
    })
  return { ...node, clock, head: () => test.chain.head.number, pay }
}

describe('sealing', () => {
  it('makes blocks on request only, in manual mode', async () => {
    const { sealer, pool, head, pay, clock } = open()
    pool.submit(pay(0))
    sealer.wake()
    clock.advance(1e6)
    await turn()
    expect(head()).toBe(0)
    expect(sealer.seal(3)).toMatchObject({ number: 3 })
    expect(pool.size).toBe(0)
  })

  it('makes one block for what arrives together, in instant mode', async () => {
    const { sealer, pool, head, pay } = open()
    sealer.setMode('instant')
    for (const nonce of [0, 1, 2]) {
      pool.submit(pay(nonce))
      sealer.wake()
    }
    await turn()
    expect([head(), pool.size]).toEqual([1, 0])
    // A transaction that must wait makes no block.
    pool.submit(pay(9))
    sealer.wake()
    await turn()
    expect(head()).toBe(1)
  })

  it('makes a block every interval, until told otherwise', async () => {
    const { sealer, head, clock } = open()
    sealer.setMode({ everyMs: 100 })
    for (let i = 0; i < 5; i++) {
      clock.advance(100)
      await turn()
    }
    expect(head()).toBe(5)
    sealer.setMode('manual')
    clock.advance(1000)
    await turn()
    expect(head()).toBe(5)
  })

  it.each([0, 5, 1.5, Number.NaN])('refuses an interval of %s ms', (everyMs) => {
    expect(() => open().sealer.setMode({ everyMs })).toThrow(
      expect.objectContaining({ code: 'OPTION_INVALID' }),
    )
  })
})

describe('finality', () => {
  it('follows one block behind, and catches up when no block comes', async () => {
    const { sealer, finality, clock } = open()
    const seen: number[] = []
    finality.onFinal((block) => seen.push(block.number))
    sealer.seal(3)
    expect(finality.head.number).toBe(2)
    // The first sleep was for block 1; the second is for the head.
    for (let i = 0; i < 2; i++) {
      clock.advance(finalityDelayMs)
      await turn()
    }
    expect(finality.head.number).toBe(3)
    expect(seen).toEqual([1, 2, 3])
    finality.stop()
    sealer.seal(2)
    expect(finality.head.number).toBe(3)
  })
})
