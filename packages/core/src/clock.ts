/**
 * Wall time and waiting, passed in rather than reached for, so that tests and simulations own time.
 * Chain time is the node's and never comes from here.
 */
export interface Clock {
  /** Unix time in milliseconds. */
  nowMs(): number
  /** Unix time in nanoseconds, with the resolution that the machine has. */
  nowNs(): bigint
  /** Milliseconds since an arbitrary start, never going back. */
  monotonicMs(): number
  /** Resolves after `ms`, or rejects with the signal's reason when it aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** The clock of this machine. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  nowNs: () => BigInt(Date.now()) * 1_000_000n,
  monotonicMs: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const onAbort = () => {
        clearTimeout(timer)
        reject(signal?.reason)
      }
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', onAbort)
        resolve()
      }, ms)
      signal?.addEventListener('abort', onAbort, { once: true })
    }),
}

/**
 * A clock that moves only when told to.
 *
 * @example
 * ```ts
 * import { manualClock } from '@subnetkit/core'
 * const clock = manualClock(1_000)
 * clock.advance(500)
 * clock.nowMs() // 1500
 * ```
 */
export function manualClock(startMs = 0): Clock & { advance(ms: number): void } {
  let now = startMs
  let sleepers: { at: number; wake: () => void }[] = []
  return {
    nowMs: () => now,
    nowNs: () => BigInt(Math.round(now * 1e6)),
    monotonicMs: () => now - startMs,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const sleeper = { at: now + ms, wake: resolve }
        sleepers.push(sleeper)
        signal?.addEventListener(
          'abort',
          () => {
            sleepers = sleepers.filter((other) => other !== sleeper)
            reject(signal.reason)
          },
          { once: true },
        )
      }),
    advance(ms) {
      now += ms
      const due = sleepers.filter((sleeper) => sleeper.at <= now).sort((a, b) => a.at - b.at)
      sleepers = sleepers.filter((sleeper) => sleeper.at > now)
      for (const sleeper of due) sleeper.wake()
    },
  }
}
