/** A signal for one call: aborts with the caller's, or when its time is over. */
export interface Deadline {
  readonly signal: AbortSignal
  /** Whether it was the time that ended it. */
  readonly isLate: boolean
  /** To be called when the call is over, however it ended; aborts what is still under way. */
  end(): void
}

/**
 * A deadline whose timer nothing can collect: under Node 20, `AbortSignal.any` over `AbortSignal.timeout` may be collected
 * before it fires.
 *
 * @param ms milliseconds from now, wall time
 * @param signal aborts the call early
 * @example
 * ```ts
 * import { startDeadline } from '@subnetkit/core'
 *
 * const deadline = startDeadline(5_000)
 * try {
 *   await fetch('http://127.0.0.1:8000/health', { signal: deadline.signal })
 * } finally {
 *   deadline.end()
 * }
 * ```
 */
export function startDeadline(ms: number, signal?: AbortSignal): Deadline {
  const stop = new AbortController()
  let isLate = false
  const onAbort = (): void => stop.abort(signal?.reason)
  const timer = setTimeout(() => {
    isLate = true
    stop.abort(new DOMException(`no complete answer within ${ms} ms`, 'TimeoutError'))
  }, ms)
  signal?.addEventListener('abort', onAbort, { once: true })
  if (signal?.aborted) onAbort()
  return {
    signal: stop.signal,
    get isLate() {
      return isLate
    },
    end() {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      stop.abort()
    },
  }
}
