import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Servers that break the contract, each in its own way. */
export const badMiners: Readonly<Record<'garbage' | 'never' | 'tooMuch' | 'twice', RequestListener>> = {
  garbage: (_request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end('{"numbers": ["\u0000", ')
  },
  never: () => {},
  tooMuch: (request, response) => {
    const isStream = request.url?.includes('stream')
    response.setHeader('content-type', isStream ? 'text/event-stream' : 'application/json')
    response.write('{"numbers":[')
    const more = (): void => {
      while (response.write('1,'.repeat(100_000)));
    }
    response.on('drain', more)
    more()
  },
  twice: (request, response) => {
    const isStream = request.url?.includes('stream')
    response.setHeader('content-type', isStream ? 'text/event-stream' : 'application/json')
    const answer = '{"numbers":[1]}'
    response.end(isStream ? `event: response\ndata: ${answer}\n\n`.repeat(2) : answer.repeat(2))
  },
}

export async function listenBadly(listener: RequestListener): Promise<{ server: Server; port: number }> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, port: (server.address() as AddressInfo).port }
}
