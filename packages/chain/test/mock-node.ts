import type { AddressInfo } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'

export interface MockRequest {
  readonly id: number
  readonly method: string
  readonly params: unknown[]
}

/** Answers a request: a result, a thrown `{ code, message, data }`, or `silence` for no answer at all. */
export type Handler = (request: MockRequest, socket: WebSocket) => unknown

export const silence = Symbol('silence')

/** A JSON-RPC server over ws whose answers the test decides, down to not giving any. */
export interface MockNode {
  readonly url: string
  readonly requests: MockRequest[]
  /** How many sockets have been accepted so far. */
  connections(): number
  handle(method: string, handler: Handler): void
  notify(method: string, subscription: unknown, result: unknown): void
  /** Cuts all connections, as a crashed node does. */
  cut(): void
  /** Keeps sockets open but answers nothing any more: what a half-open connection looks like. */
  freeze(): void
  thaw(): void
  close(): Promise<void>
}

export async function startMockNode(port = 0): Promise<MockNode> {
  const server = new WebSocketServer({ host: '127.0.0.1', port })
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject))
  const handlers = new Map<string, Handler>()
  const requests: MockRequest[] = []
  let connections = 0
  let frozen = false
  server.on('connection', (socket) => {
    connections++
    socket.on('error', () => {})
    socket.on('message', async (data) => {
      const request: MockRequest = JSON.parse(data.toString())
      requests.push(request)
      if (frozen) return
      const reply = (body: object) => {
        if (socket.readyState === WebSocket.OPEN) {
          socket.send(JSON.stringify({ jsonrpc: '2.0', id: request.id, ...body }))
        }
      }
      const handler = handlers.get(request.method)
      if (!handler) return reply({ error: { code: -32601, message: 'Method not found' } })
      try {
        const result = await handler(request, socket)
        if (result !== silence) reply({ result: result ?? null })
      } catch (error) {
        if (error instanceof Error) throw error
        reply({ error })
      }
    })
  })
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    connections: () => connections,
    handle: (method, handler) => void handlers.set(method, handler),
    notify(method, subscription, result) {
      const text = JSON.stringify({ jsonrpc: '2.0', method, params: { subscription, result } })
      for (const socket of server.clients) socket.send(text)
    },
    cut() {
      for (const socket of server.clients) socket.terminate()
    },
    freeze: () => {
      frozen = true
    },
    thaw: () => {
      frozen = false
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of server.clients) socket.terminate()
        server.close(() => resolve())
      }),
  }
}
