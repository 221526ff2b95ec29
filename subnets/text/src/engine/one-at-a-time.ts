/**
 * Lets one in at a time, in the order of arrival.
 *
 * @example
 * ```ts
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
    let leave = (): void => {}
    last = new Promise((resolve) => {
      leave = resolve
    })
    // A generator that nobody goes on with never gets to its end; its signal does.
    signal.addEventListener('abort', leave, { once: true })
    await before
    if (!signal.aborted) return leave
    leave()
    throw signal.reason
  }
}
