const hubs = new WeakMap<AbortSignal, Set<() => void>>()

/**
 * Calls `listener` once when `signal` aborts, at once if it has; the returned function takes that back. However many
 * calls share a signal (a fan-out does), it gets one listener, so that Node does not suspect a leak.
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  if (signal.aborted) {
    listener()
    return () => {}
  }
  const known = hubs.get(signal)
  const hub = known ?? new Set<() => void>()
  if (!known) {
    hubs.set(signal, hub)
    const fire = () => {
      for (const each of [...hub]) each()
    }
    signal.addEventListener('abort', fire, { once: true })
  }
  hub.add(listener)
  return () => void hub.delete(listener)
}
