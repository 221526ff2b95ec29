import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

/** Answers one path: what it returns is sent as JSON, and nothing when it has answered by itself. */
export type StandInRoute = (
  // biome-ignore lint/suspicious/noExplicitAny: what an adapter sends is what is being tested
  body: any,
  response: ServerResponse,
  request: IncomingMessage,
) => unknown

export interface StandIn {
  readonly url: string
  /** Every request so far. */
  readonly calls: { path: string; body: unknown; headers: IncomingMessage['headers'] }[]
  /** What may be exchanged in the middle of a test. */
  readonly routes: Record<string, StandInRoute>
  close(): Promise<void>
}

/** A small HTTP server on loopback that stands in for an engine. */
export async function standIn(routes: Record<string, StandInRoute>): Promise<StandIn> {
  const calls: StandIn['calls'] = []
  const server = createServer(async (request, response) => {
    const path = request.url ?? ''
    const body = request.method === 'POST' ? await json(request) : undefined
    calls.push({ path, body, headers: request.headers })
    const route = routes[path]
    if (!route) return void response.writeHead(404).end('not found')
    const answer = await route(body, response, request)
    if (answer !== undefined) sendJson(response, 200, answer)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    routes,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

/** Events as OpenAI's API streams them, `[DONE]` included. */
export function sendEvents(response: ServerResponse, events: readonly unknown[], end = '[DONE]'): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (const event of events) response.write(`data: ${JSON.stringify(event)}\n\n`)
  response.end(end === '' ? '' : `data: ${end}\n\n`)
}
