import { createServer, type Socket } from 'node:net'
import { bob } from './start-miner.ts'

/** A miner of another make: gets the socket once a whole request is there, and does with it what it likes. */
export async function rawServer(answer: (socket: Socket) => void) {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined)
    let seen = ''
    socket.on('data', (chunk) => {
      seen += chunk.toString('latin1')
      const head = seen.indexOf('\r\n\r\n')
      if (head === -1) return
      const length = Number(/content-length: (\d+)/i.exec(seen)?.[1] ?? 0)
      if (seen.length < head + 4 + length) return
      seen = ''
      answer(socket)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    axon: { url: `http://127.0.0.1:${port}`, hotkey: bob.ss58 },
    sockets,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

/** A whole HTTP response. */
export const response = (
  body: string,
  options: { status?: string; type?: string; headers?: string[]; length?: number } = {},
): string =>
  [
    `HTTP/1.1 ${options.status ?? '200 OK'}`,
    `content-type: ${options.type ?? 'application/json'}`,
    `content-length: ${options.length ?? Buffer.byteLength(body)}`,
    ...(options.headers ?? []),
    '',
    body,
  ].join('\r\n')
