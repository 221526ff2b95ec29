import type { ContractHandler } from '@subnetkit/protocol/server'

/** What /health tells: whether the process lives is shown by answering at all. */
export interface Health {
  /** Whether it should get requests: registered, and the chain's state known well enough to tell callers apart. */
  readonly ready: boolean
  readonly registered: boolean
  /** Age of what is known of the chain, milliseconds. */
  readonly chainAgeMs: number
  readonly block: number
  readonly uid: number | null
}

/** Serves GET /health: 200 when ready, 503 when alive but not; `?live` asks for life alone. */
export function healthHandler(health: () => Health): ContractHandler {
  return (request, response, next) => {
    const [path, query] = (request.url ?? '').split('?')
    if (path !== '/health' || (request.method !== 'GET' && request.method !== 'HEAD')) return next?.()
    const state = health()
    response.statusCode = state.ready || query === 'live' ? 200 : 503
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(state))
  }
}
