import { RpcError } from './rpc-error.ts'

/** One client's connection: answers go out by it, and its subscriptions end with it. */
export interface Session {
  /**
   * Starts a subscription. `start` is called after the id has been sent, since clients drop what comes before it;
   * what it returns ends the subscription.
   *
   * @throws RpcError over HTTP, where nothing can be pushed, and above the limit of subscriptions
   */
  subscribe(notification: string, start: (push: (result: unknown) => void) => () => void): string
  /** Ends a subscription; false when there was none. */
  unsubscribe(id: unknown): boolean
  close(): void
}

const maxSubscriptions = 1024

/** Opens a session that sends by `send`; without it nothing can be subscribed to. */
export function openSession(send?: (message: string) => void): Session {
  const ends = new Map<string, () => void>()
  let next = 0

  return {
    subscribe: (notification, start) => {
      if (!send) throw new RpcError(-32601, 'Subscriptions are not available on this transport')
      if (ends.size >= maxSubscriptions)
        throw new RpcError(-32006, 'Too many subscriptions on the connection')
      const id = `${(++next).toString(36).padStart(8, '0')}`
      const push = (result: unknown) => {
        if (ends.has(id)) {
          send(JSON.stringify({ jsonrpc: '2.0', method: notification, params: { subscription: id, result } }))
        }
      }
      let end: (() => void) | undefined
      ends.set(id, () => end?.())
      setImmediate(() => {
        if (ends.has(id)) end = start(push)
      })
      return id
    },
    unsubscribe: (id) => {
      const end = ends.get(String(id))
      if (!end) return false
      ends.delete(String(id))
      end()
      return true
    },
    close: () => {
      for (const end of ends.values()) end()
      ends.clear()
    },
  }
}
