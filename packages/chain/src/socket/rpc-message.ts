/** The error object of JSON-RPC. */
export interface RpcFailure {
  readonly code: number
  readonly message: string
  readonly data?: unknown
}

/** What a node sends: an answer (with an id) or a notification (with a method). */
export interface RpcMessage {
  readonly id?: number
  readonly method?: string
  readonly result?: unknown
  readonly error?: RpcFailure
  readonly params?: {
    readonly subscription: unknown
    readonly result?: unknown
    readonly error?: RpcFailure
  }
}

/** Parses what came over the wire; null when it is no JSON object. */
export function parseMessage(text: string): RpcMessage | null {
  try {
    const message: unknown = JSON.parse(text)
    return typeof message === 'object' && message !== null ? message : null
  } catch {
    return null
  }
}
