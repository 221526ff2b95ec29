import { type Clock, systemClock } from '@subnetkit/core'

/** The shortest of five runs in milliseconds, after one that does not count: what the machine can do when it is let. */
export async function bestMs(run: () => Promise<unknown>, clock: Clock = systemClock): Promise<number> {
  await run()
  let best = Number.POSITIVE_INFINITY
  for (let i = 0; i < 5; i++) {
    const started = clock.monotonicMs()
    await run()
    best = Math.min(best, clock.monotonicMs() - started)
  }
  return best
}
