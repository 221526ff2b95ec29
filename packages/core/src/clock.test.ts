import { describe, expect, it } from 'vitest'
import { manualClock, systemClock } from './clock.ts'

describe('clocks', () => {
  it('wakes sleepers of a manual clock in order, and only when their time has come', async () => {
    const clock = manualClock(10)
    const woken: number[] = []
    const sleeps = [30, 20].map((ms) => clock.sleep(ms).then(() => woken.push(ms)))
    clock.advance(19)
    await Promise.resolve()
    expect(woken).toEqual([])
    clock.advance(11)
    await Promise.all(sleeps)
    expect(woken).toEqual([20, 30])
    expect(clock.nowNs()).toBe(40_000_000n)
  })

  it('ends a sleep when its signal aborts', async () => {
    const stop = new AbortController()
    const sleep = systemClock.sleep(60_000, stop.signal)
    stop.abort(new Error('stopped'))
    await expect(sleep).rejects.toThrow('stopped')
    await expect(manualClock().sleep(1, stop.signal)).rejects.toThrow('stopped')
  })
})
