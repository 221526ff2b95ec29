import { isSubnetkitError, manualClock } from '@subnetkit/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memoryNonceStore } from './memory-nonce-store.ts'

const full = (run: () => unknown): boolean => {
  try {
    run()
    return false
  } catch (error) {
    if (isSubnetkitError(error, 'AUTH_STORE_FULL')) return true
    throw error
  }
}

describe('memoryNonceStore', () => {
  it('knows exact pairs, in any order', () => {
    const store = memoryNonceStore()
    expect(store.checkAndStore('a', 5n)).toBe(true)
    expect(store.checkAndStore('a', 3n)).toBe(true)
    expect(store.checkAndStore('b', 5n)).toBe(true)
    expect(store.checkAndStore('a', 5n)).toBe(false)
    expect(store.size).toBe(3)
  })

  it('keeps a pair for its whole time and not longer', () => {
    const clock = manualClock()
    const store = memoryNonceStore({ retentionSeconds: 60, clock })
    store.checkAndStore('a', 1n)
    clock.advance(59_999)
    expect(store.checkAndStore('a', 1n)).toBe(false)
    clock.advance(1)
    expect(store.checkAndStore('a', 1n)).toBe(true)
  })

  it('refuses new pairs when full rather than forget a fresh one', () => {
    const clock = manualClock()
    const store = memoryNonceStore({ retentionSeconds: 10, max: 2, clock })
    store.checkAndStore('a', 1n)
    clock.advance(1)
    store.checkAndStore('a', 2n)
    expect(full(() => store.checkAndStore('a', 3n))).toBe(true)
    expect(store.checkAndStore('a', 1n)).toBe(false)
    clock.advance(9_999)
    expect(store.checkAndStore('a', 3n)).toBe(true)
    expect(full(() => store.checkAndStore('a', 4n))).toBe(true)
  })

  it('agrees with a plain list of pairs and times', () => {
    const step = fc.record({ wait: fc.nat(40), hotkey: fc.constantFrom('a', 'b'), nonce: fc.bigInt(0n, 6n) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const clock = manualClock()
        const store = memoryNonceStore({ retentionSeconds: 0.1, max: 8, clock })
        let kept: { key: string; until: number }[] = []
        for (const { wait, hotkey, nonce } of steps) {
          clock.advance(wait)
          kept = kept.filter(({ until }) => until > clock.monotonicMs())
          const key = `${hotkey}:${nonce}`
          const known = kept.some((pair) => pair.key === key)
          const room = kept.length < 8
          let got: boolean | 'full' = 'full'
          if (
            !full(() => {
              got = store.checkAndStore(hotkey, nonce) as boolean
            })
          ) {
            expect(got).toBe(!known)
            if (!known) kept.push({ key, until: clock.monotonicMs() + 100 })
          } else expect(known || room).toBe(false)
          expect(store.size).toBe(kept.length)
        }
      }),
    )
  })

  it('stays small and quick over many generations', () => {
    const clock = manualClock()
    const store = memoryNonceStore({ retentionSeconds: 1, clock })
    let accepted = 0
    for (let nonce = 0n; nonce < 50_000n; nonce++) {
      clock.advance(1)
      if (store.checkAndStore('a', nonce)) accepted++
    }
    expect(accepted).toBe(50_000)
    expect(store.size).toBe(1_000)
  })
})
