/**
 * Lets one in at a time, in the order of arrival.
 *
 * @example
 * ```ts fragment
 * const enter = oneAtATime()
 * const leave = await enter(signal)
 * try {
 *   await work()
 * } finally {
 *   leave()
 * }
 * ```
 */
export function oneAtATime(): (signal: AbortSignal) => Promise<() => void> {
  let last: Promise<void> = Promise.resolve()
  return async (signal) => {
    const before = last
    // One's own, since many may wait on the same signal.
    const own = AbortSignal.any([signal])
    let leave = (): void => {}
    last = new Promise((resolve) => {
      leave = () => {
        own.removeEventListener('abort', leave)
        resolve()
      }
    })
    // A generator that nobody goes on with never gets to its end; its signal does.
    own.addEventListener('abort', leave)
    await before
    if (!signal.aborted) return leave
    leave()
    throw signal.reason
  }
}
