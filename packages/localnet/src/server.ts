import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { localnetErrors } from './errors.ts'
import { handleMessage } from './rpc/handle.ts'
import type { Methods } from './rpc/method.ts'
import { openSession } from './rpc/session.ts'

/** A running JSON-RPC server. */
export interface RpcServer {
  readonly port: number
  /** Ends all connections and stops listening. */
  stop(): Promise<void>
}

const host = '127.0.0.1'
const maxMessageBytes = 15 * 1024 * 1024
/** A client that does not read is cut off here, before it eats the memory. */
const maxBufferedBytes = 64 * 1024 * 1024

/**
 * Serves JSON-RPC over websocket and HTTP POST on one port of 127.0.0.1.
 *
 * @throws PORT_TAKEN
 */
export async function serveRpc(methods: Methods, port: number): Promise<RpcServer> {
  const http = createServer((request, response) => {
    answerHttp(request, response, methods).catch(() => response.destroy())
  })
  const sockets = new WebSocketServer({ server: http, maxPayload: maxMessageBytes, perMessageDeflate: false })
  // The http server's errors are handled below; ws repeats them here.
  sockets.on('error', () => {})
  sockets.on('connection', (socket) => serveSocket(socket, methods))
  await listen(http, port)
  return {
    port: (http.address() as AddressInfo).port,
    stop: async () => {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
      http.closeAllConnections()
      await new Promise<void>((resolve) => http.close(() => resolve()))
    },
  }
}

const listen = (http: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? localnetErrors.PORT_TAKEN({ port }, { cause: error }) : error)
    })
    http.listen(port, host, resolve)
  })

function serveSocket(socket: WebSocket, methods: Methods): void {
  const send = (message: string): void => {
    if (socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > maxBufferedBytes) socket.terminate()
    else socket.send(message)
  }
  const session = openSession(send)
  socket.on('error', () => socket.terminate())
  socket.on('close', () => session.close())
  socket.on('message', (data) => {
    handleMessage(data.toString(), methods, session).then(
      (answer) => {
        if (answer !== undefined) send(answer)
      },
      () => socket.terminate(),
    )
  })
}

async function answerHttp(
  request: IncomingMessage,
  response: ServerResponse,
  methods: Methods,
): Promise<void> {
  if (request.method !== 'POST') {
    response.writeHead(405, { allow: 'POST', connection: 'close' }).end()
    return
  }
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length
    if (length > maxMessageBytes) {
      response.writeHead(413, { connection: 'close' }).end()
      return
    }
    parts.push(part)
  }
  const answer = await handleMessage(Buffer.concat(parts).toString('utf8'), methods, openSession())
  response.writeHead(200, { 'content-type': 'application/json' }).end(answer ?? '')
}
