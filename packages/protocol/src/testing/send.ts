import { request as httpRequest } from 'node:http'
import type { Keypair } from '@subnetkit/wallet/keys'
import { signRequest } from '../auth/sign-request.ts'
import { alice, bob } from './start-miner.ts'

export interface Sent {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
  /** The error body's fields, when it has them. */
  readonly error: string | undefined
  readonly code: string | undefined
}

export interface SendOptions {
  method?: string
  path?: string
  body?: string | Uint8Array
  keypair?: Keypair
  nonce?: bigint
  receiver?: string
  /** Replaces the signed headers altogether. */
  headers?: Record<string, string | string[]>
  /** In addition to the signed ones. */
  extra?: Record<string, string>
  chunked?: boolean
  signal?: AbortSignal
}

/** The signed headers of what `send` would send. */
export const signed = (options: SendOptions): Record<string, string> =>
  signRequest({
    keypair: options.keypair ?? alice,
    method: options.method ?? 'POST',
    path: options.path ?? '/v1/sort',
    body: Buffer.from(options.body ?? ''),
    receiver: options.receiver ?? bob.ss58,
    ...(options.nonce === undefined ? {} : { nonce: options.nonce }),
  })

/** One request by Node's own client, on a connection of its own and with exactly the given target and headers. */
export function send(port: number, options: SendOptions = {}): Promise<Sent> {
  const { method = 'POST', path = '/v1/sort', chunked = false, signal } = options
  const body = Buffer.from(options.body ?? '')
  const headers = { ...(options.headers ?? signed(options)), ...options.extra }
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      {
        host: '127.0.0.1',
        port,
        method,
        path,
        agent: false,
        headers: {
          ...headers,
          ...(chunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': body.length }),
        },
        ...(signal ? { signal } : {}),
      },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk) => chunks.push(chunk)).on('error', reject)
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          let fields: { error?: string; code?: string } = {}
          try {
            fields = JSON.parse(text)
          } catch {
            // Not every answer is JSON.
          }
          const { error, code } = fields
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, error, code })
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}
