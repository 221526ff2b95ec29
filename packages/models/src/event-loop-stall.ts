import { monitorEventLoopDelay, performance } from 'node:perf_hooks'

/** How much a task held up this thread's event loop. */
export interface EventLoopStall {
  /** The longest time that a timer came too late, in milliseconds. */
  readonly maxMs: number
  /** 99 % of the timers came less late than this, in milliseconds. */
  readonly p99Ms: number
  /** Share of the time that the loop was working and not waiting, 0 … 1. */
  readonly utilisation: number
}

/** Runs a task and measures how responsive this thread stayed meanwhile, to a millisecond. */
export async function measureEventLoopStall(task: () => Promise<unknown>): Promise<EventLoopStall> {
  const resolution = 1
  const delays = monitorEventLoopDelay({ resolution })
  // Delays lie between two firings of the monitor's own timer: one must come before the task and one after it.
  const tick = () => new Promise((resolve) => setTimeout(resolve, 5 * resolution))
  delays.enable()
  await tick()
  const before = performance.eventLoopUtilization()
  let utilisation = 0
  try {
    await task()
    utilisation = performance.eventLoopUtilization(before).utilization
    await tick()
  } finally {
    delays.disable()
  }
  const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - resolution)
  return { maxMs: late(delays.max), p99Ms: late(delays.percentile(99)), utilisation }
}
