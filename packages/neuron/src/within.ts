import type { Clock } from '@subnetkit/core'

/** Waits for `work`, but no longer than `ms`; leaves no timer behind. Whether it finished does not show. */
export async function within(ms: number, clock: Clock, work: Promise<unknown> | unknown): Promise<void> {
  const timer = new AbortController()
  const late = clock.sleep(ms, timer.signal).catch(() => {})
  await Promise.race([work, late])
  timer.abort()
}
