import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isSubnetkitError } from '@subnetkit/core'
import { memoryNonceStore, verifyRequest } from '@subnetkit/protocol'
import { createHttpServer, type HttpServer, sendError } from '@subnetkit/protocol/server'
import { keypairFromUri } from '@subnetkit/wallet/keys'

const pairs = (raw: readonly string[]): [string, string][] =>
  Array.from({ length: raw.length / 2 }, (_, i) => [raw[2 * i]!, raw[2 * i + 1]!])

type Request = IncomingMessage & { originalUrl: string; method: string }

function sendJson(response: ServerResponse, status: number, value: object): void {
  const body = JSON.stringify(value)
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  })
  response.end(body)
}

/**
 * The echo contract of the wire scripts: any body at /v1/echo and below, verified over its raw bytes and the raw target;
 * Alice and Charlie are welcome, others get 403.
 */
export function echoServer(selfHotkey: string): HttpServer {
  const nonceStore = memoryNonceStore()
  const welcome = new Set(['//Alice', '//Charlie'].map((uri) => keypairFromUri(uri).ss58))
  const echo = async (request: Request, response: ServerResponse, next: () => void) => {
    if (!/^\/v1\/echo(?=[/?]|$)/.test(request.originalUrl)) return next()
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    try {
      const { hotkey } = await verifyRequest({
        headers: pairs(request.rawHeaders),
        method: request.method,
        path: request.originalUrl,
        body,
        selfHotkey,
        expectedScheme: 'sr25519',
        nonceStore,
      })
      const status = welcome.has(hotkey) ? 200 : 403
      const sha256 = createHash('sha256').update(body).digest('hex')
      sendJson(response, status, { sha256, caller: hotkey })
    } catch (error) {
      if (!isSubnetkitError(error)) throw error
      const { protocolName } = error.details as { protocolName?: string }
      if (protocolName === undefined) sendError(response, error)
      else sendJson(response, 401, { error: protocolName, code: error.code })
    }
  }
  return createHttpServer(echo)
}
