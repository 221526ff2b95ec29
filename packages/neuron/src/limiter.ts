/**
 * Runs at most `max` tasks at a time; others wait in the order in which they came.
 *
 * @example
 * ```ts
 * const limit = limiter(4)
 * await Promise.all(urls.map((url) => limit(() => fetch(url))))
 * ```
 */
export function limiter(max: number): <T>(task: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (task) => {
    if (running >= max) await new Promise<void>((resolve) => waiting.push(resolve))
    else running++
    try {
      return await task()
    } finally {
      // The place passes on to the next in line, so that nobody slips in between.
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
