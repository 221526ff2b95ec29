import type { SocketProvider } from '../socket/socket-provider.ts'

/** How the pool's reports about one extrinsic ended. `lost`: the connection broke, nobody knows. */
export type WatchOutcome =
  | { readonly kind: 'included'; readonly block: string }
  | { readonly kind: 'dropped'; readonly status: string }
  | { readonly kind: 'lost' }

/** Submits; resolves once the pool has the extrinsic. The outcome is wrapped, or awaiting would await it too. */
export type Watcher = (hex: string, finalized: boolean) => Promise<Watch>

/** A submission that the pool has taken. */
export interface Watch {
  readonly outcome: Promise<WatchOutcome>
}

const type = 'author_extrinsicUpdate'
const endings = new Set(['usurped', 'dropped', 'invalid', 'finalityTimeout', 'error'])

/** Watches submissions over a connection. */
export function watcher(provider: SocketProvider): Watcher {
  return async (hex, finalized) => {
    let settle: (outcome: WatchOutcome) => void = () => {}
    const outcome = new Promise<WatchOutcome>((resolve) => {
      settle = resolve
    })
    const id = await provider.subscribe(type, 'author_submitAndWatchExtrinsic', [hex], (error, status) => {
      if (error) settle({ kind: 'lost' })
      else {
        const ended = readStatus(status, finalized)
        if (ended) settle(ended)
      }
    })
    // The node ends the subscription itself after the last status; asking again does no harm.
    outcome.then(() => provider.unsubscribe(type, 'author_unwatchExtrinsic', id))
    return { outcome }
  }
}

/** A status is a word, or a record with one word as its key. Null while nothing is decided. */
export function readStatus(status: unknown, finalized: boolean): WatchOutcome | null {
  if (typeof status === 'string') return endings.has(status) ? { kind: 'dropped', status } : null
  if (typeof status !== 'object' || status === null) return null
  const [name, value] = Object.entries(status)[0] ?? []
  if (name === undefined) return null
  if (name === 'finalized' || (name === 'inBlock' && !finalized)) {
    return { kind: 'included', block: String(value) }
  }
  // A retracted block's transactions go back to the pool and come again.
  return endings.has(name) ? { kind: 'dropped', status: name } : null
}
