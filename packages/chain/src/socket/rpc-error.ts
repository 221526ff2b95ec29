import type { RpcFailure } from './rpc-message.ts'

/** A JSON-RPC error as the node worded it; callers of the package see it wrapped in an error with a code of ours. */
export class RpcError extends Error {
  readonly method: string
  readonly code: number
  /** What the node adds in `data`, as text. */
  readonly data: string

  constructor(method: string, failure: RpcFailure) {
    const data = failure.data === undefined ? '' : textOf(failure.data)
    super(`${failure.code}: ${failure.message}${data && `: ${data}`}`.slice(0, 500))
    this.name = 'RpcError'
    this.method = method
    this.code = failure.code
    this.data = data
  }
}

/** The node's words in an error, or behind it as its cause; null when the node said nothing. */
export function rpcErrorOf(error: unknown): RpcError | null {
  if (error instanceof RpcError) return error
  return error instanceof Error && error.cause instanceof RpcError ? error.cause : null
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
