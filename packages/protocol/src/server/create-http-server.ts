import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Clock, isSubnetkitError, systemClock } from '@subnetkit/core'
import express, { type ErrorRequestHandler, type RequestHandler } from 'express'
import { protocolErrors } from '../errors.ts'
import { sendError } from './respond.ts'
import type { ContractHandler } from './serve-contract.ts'

/** The limits of a server that strangers reach. */
export interface HttpServerOptions {
  /** Until all headers must be there. Default 10. */
  readonly headersSeconds?: number
  /** Until the whole request must be there. Default 30. */
  readonly requestSeconds?: number
  /** How long an idle connection is kept; longer than a block, so that validators need not reconnect. Default 75. */
  readonly keepAliveSeconds?: number
  /** Default 16 KiB: a signature of ML-DSA still fits. */
  readonly maxHeaderBytes?: number
  /** Default 2,048. */
  readonly maxConnections?: number
  readonly clock?: Clock
}

/** A listening server with an end. */
export interface HttpServer {
  /** For whatever is not covered here. */
  readonly server: Server
  /**
   * @throws SERVER_PORT_TAKEN, LISTEN_FAILED
   */
  listen(at: { host: string; port: number }): Promise<{ host: string; port: number }>
  /** Takes no new connections, lets answers under way finish for `graceMs` (default 1,000), then cuts the rest. */
  close(options?: { graceMs?: number }): Promise<void>
}

const notFound: RequestHandler = (_request, response) => sendError(response, protocolErrors.ROUTE_NOT_FOUND())

const failed: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  if (response.headersSent) response.destroy()
  else
    sendError(response, isSubnetkitError(error) ? error : protocolErrors.HANDLER_FAILED({}, { cause: error }))
}

/**
 * An express app over `handlers` (contracts, or routers of one's own such as /health) on a server that bounds how
 * long and how large headers and requests may be.
 *
 * @example
 * ```ts
 * import { createHttpServer } from '@subnetkit/protocol/server'
 * const server = createHttpServer([handler, healthRouter])
 * const { port } = await server.listen({ host: '127.0.0.1', port: 0 })
 * await server.close({ graceMs: 500 })
 * ```
 */
export function createHttpServer(
  handlers: ContractHandler | RequestHandler | readonly (ContractHandler | RequestHandler)[],
  options: HttpServerOptions = {},
): HttpServer {
  const { headersSeconds = 10, requestSeconds = 30, keepAliveSeconds = 75, clock = systemClock } = options
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  for (const handler of Array.isArray(handlers) ? handlers : [handlers]) app.use(handler)
  app.use(notFound, failed)
  const server = createServer(
    {
      headersTimeout: headersSeconds * 1_000,
      requestTimeout: Math.max(requestSeconds, headersSeconds) * 1_000,
      keepAliveTimeout: keepAliveSeconds * 1_000,
      connectionsCheckingInterval: Math.max(100, Math.min(1_000, headersSeconds * 500)),
      maxHeaderSize: options.maxHeaderBytes ?? 16_384,
    },
    app,
  )
  server.maxConnections = options.maxConnections ?? 2_048
  return {
    server,
    listen: ({ host, port }) =>
      new Promise((resolve, reject) => {
        const onError = (cause: NodeJS.ErrnoException) => {
          const reason = cause.code ?? 'unknown reason'
          const details = { host, port, reason }
          reject(
            reason === 'EADDRINUSE'
              ? protocolErrors.SERVER_PORT_TAKEN(details, { cause })
              : protocolErrors.LISTEN_FAILED(details, { cause }),
          )
        }
        server.once('error', onError)
        server.listen({ host, port }, () => {
          server.off('error', onError)
          const bound = server.address() as AddressInfo
          resolve({ host: bound.address, port: bound.port })
        })
      }),
    async close({ graceMs = 1_000 } = {}) {
      if (!server.listening) return
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      const deadlineMs = clock.monotonicMs() + graceMs
      const done = new AbortController()
      const cut = async (): Promise<void> => {
        // A connection becomes idle when its answer is sent; Node closes only those that are idle already.
        while (clock.monotonicMs() < deadlineMs) {
          server.closeIdleConnections()
          await clock.sleep(Math.min(20, graceMs), done.signal)
        }
        server.closeAllConnections()
      }
      cut().catch(() => undefined)
      await closed
      done.abort()
    },
  }
}
