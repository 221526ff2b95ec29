import { manualClock } from '@subnetkit/core'
import { describe, expect, it } from 'vitest'
import { keepNonces } from './nonces.ts'

const setUp = () => {
  const clock = manualClock()
  let onChain = 5
  const nonces = keepNonces(async () => onChain, clock)
  return {
    clock,
    nonces,
    set: (nonce: number) => {
      onChain = nonce
    },
  }
}

describe('nonces', () => {
  it('increase for quick submissions although the node counts only what is in blocks', async () => {
    const { nonces } = setUp()
    const given = await Promise.all([1, 2, 3].map(() => nonces.next('a', async (nonce) => nonce)))
    expect(given).toEqual([5, 6, 7])
  })

  it('run one submission of a key at a time, and keys side by side', async () => {
    const { nonces } = setUp()
    const events: string[] = []
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const first = nonces.next('a', async () => {
      events.push('a1')
      await held
    })
    const second = nonces.next('a', async () => void events.push('a2'))
    await nonces.next('b', async () => void events.push('b1'))
    expect(events).toEqual(['a1', 'b1'])
    release()
    await Promise.all([first, second])
    expect(events).toEqual(['a1', 'b1', 'a2'])
  })

  it('are free again after a failure, which does not stop the next submission', async () => {
    const { nonces } = setUp()
    const failed = nonces.next('a', async () => Promise.reject(new Error('refused')))
    const next = nonces.next('a', async (nonce) => nonce)
    await expect(failed).rejects.toThrow('refused')
    expect(await next).toBe(5)
  })

  it('follow the node: when it is ahead, when ours was forgotten, and when ours is old', async () => {
    const { nonces, set, clock } = setUp()
    const give = () => nonces.next('a', async (nonce) => nonce)
    expect(await give()).toBe(5)
    set(9)
    expect(await give()).toBe(9)
    nonces.forget('a')
    expect(await give()).toBe(9)
    expect(await give()).toBe(10)
    nonces.forgetAll()
    expect(await give()).toBe(9)
    expect(await give()).toBe(10)
    clock.advance(60_000)
    expect(await give()).toBe(9)
  })
})
