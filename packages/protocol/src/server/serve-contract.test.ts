import { createServer } from 'node:http'
import { manualClock } from '@subnetkit/core'
import { keypairFromUri } from '@subnetkit/wallet/keys'
import { afterEach, describe, expect, it } from 'vitest'
import { memoryNonceStore } from '../auth/memory-nonce-store.ts'
import { nextNonce } from '../auth/next-nonce.ts'
import { type SendOptions, send, signed } from '../testing/send.ts'
import { sortContract } from '../testing/sort-contract.ts'
import { alice, bob, charlie, directory, honest, startMiner } from '../testing/start-miner.ts'
import { createHttpServer } from './create-http-server.ts'
import { serveContract } from './serve-contract.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})
const start = async (options: Parameters<typeof startMiner>[0] = {}) => {
  const miner = await startMiner(options)
  closers.push(miner.close)
  return { ...miner, send: (request: SendOptions) => send(miner.port, request) }
}

const body = '{"numbers":[2,1]}'
const second = 1_000_000_000n
const answers = async (sent: Promise<{ status: number; code: string | undefined }>) => {
  const { status, code } = await sent
  return `${status} ${code ?? 'ok'}`
}

describe('a signed route', () => {
  it('answers a validator', async () => {
    const miner = await start()
    const { status, text, headers } = await miner.send({ body })
    expect([status, text]).toEqual([200, '{"numbers":[1,2]}'])
    expect(headers['content-type']).toBe('application/json')
    expect(headers['content-length']).toBe(String(text.length))
    expect(headers['x-powered-by']).toBeUndefined()
    expect(miner.reports).toMatchObject([
      {
        route: 'sort',
        hotkey: alice.ss58,
        status: 200,
        code: undefined,
        bytesIn: body.length,
        bytesOut: text.length,
      },
    ])
  })

  it('refuses with the class names of the protocol', async () => {
    const miner = await start()
    const old = nextNonce() - 11n * second
    const cases: [SendOptions, string][] = [
      [{ body, headers: {} }, 'MalformedAuth'],
      [{ body, receiver: alice.ss58 }, 'WrongReceiver'],
      [{ body, nonce: old }, 'StaleRequest'],
      [{ body, headers: signed({ body: '{"numbers":[1]}' }) }, 'BadSignature'],
      [{ body, headers: signed({ body, path: '/v1/sort?x' }) }, 'BadSignature'],
      [{ body, keypair: keypairFromUri('//Alice', 'ed25519') }, 'BadSignature'],
    ]
    for (const [request, error] of cases) {
      const sent = await miner.send(request)
      expect([sent.status, sent.error]).toEqual([401, error])
      expect(sent.text).not.toContain('0x')
    }
    const once = { body, headers: signed({ body }) }
    expect((await miner.send(once)).status).toBe(200)
    expect(await miner.send(once)).toMatchObject({
      status: 401,
      error: 'ReplayedRequest',
      code: 'AUTH_REPLAYED',
    })
  })

  it('lets exactly one of ten equal requests in', async () => {
    const miner = await start()
    const same = { body, headers: signed({ body }) }
    const sent = await Promise.all(Array.from({ length: 10 }, () => miner.send(same)))
    expect(sent.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(401)])
  })

  it('refuses a repeated header, which Node would join', async () => {
    const miner = await start()
    const headers = signed({ body })
    const nonce = headers['X-Bittensor-Nonce']!
    const twice = { ...headers, 'X-Bittensor-Nonce': [nonce, nonce] }
    expect(await answers(miner.send({ body, headers: twice }))).toBe('401 AUTH_MALFORMED')
  })

  it('trusts another scheme only where it is told to', async () => {
    const other = keypairFromUri('//Alice', 'ed25519')
    const miner = await start({
      expectedScheme: (hotkey) => (hotkey === other.ss58 ? 'ed25519' : 'sr25519'),
      directory: { ageMs: () => 0, get: () => ({ uid: 0, stake: 0n, validatorPermit: true }) },
    })
    expect((await miner.send({ body, keypair: other })).status).toBe(200)
    expect((await miner.send({ body })).status).toBe(200)
    const headers = signed({ body, keypair: other })
    delete headers['X-Bittensor-Crypto']
    expect(await answers(miner.send({ body, headers }))).toBe('401 AUTH_BAD_SIGNATURE')
  })

  it('verifies the raw target, encoded as it came', async () => {
    const miner = await start()
    const data = Uint8Array.of(1, 2)
    for (const path of [
      '/v1/reverse/a%2Fb/c',
      '/v1/reverse/a%2fb/x//y',
      '/v1/reverse/%41/%E2%9C%93?q=a+b&x=%2F',
    ]) {
      expect((await miner.send({ body: data, path })).status).toBe(200)
    }
    const headers = signed({ body: data, path: '/v1/reverse/a%2Fb/c' })
    expect(await answers(miner.send({ body: data, path: '/v1/reverse/a%2fb/c', headers }))).toBe(
      '401 AUTH_BAD_SIGNATURE',
    )
  })
})

describe('the order of refusals', () => {
  it('asks who may call only after the signature', async () => {
    const miner = await start()
    const stranger = keypairFromUri('//Eve')
    const forged = signed({ body: 'x', keypair: stranger })
    expect(await answers(miner.send({ body, headers: forged }))).toBe('401 AUTH_BAD_SIGNATURE')
    expect(await answers(miner.send({ body, keypair: stranger }))).toBe('403 CALLER_UNKNOWN')
    expect(await answers(miner.send({ body, keypair: charlie }))).toBe('403 CALLER_WITHOUT_PERMIT')
  })

  it('asks the replay store only for those who may call, and parses after that', async () => {
    const nonceStore = memoryNonceStore({ max: 1 })
    const miner = await start({ nonceStore })
    await miner.send({ body, keypair: charlie })
    expect(nonceStore.size).toBe(0)
    expect(await answers(miner.send({ body: 'not json' }))).toBe('400 BODY_INVALID')
    expect(nonceStore.size).toBe(1)
    expect(await answers(miner.send({ body }))).toBe('503 AUTH_STORE_FULL')
  })

  it('says what is wrong with a body, in short', async () => {
    const miner = await start()
    const { status, text } = await miner.send({ body: '{"numbers":["a",1,"b","c","d","e"]}' })
    expect(status).toBe(400)
    expect(text).toMatch(/numbers\.0: /)
    expect(text).toContain('and 1 more')
    expect(text.length).toBeLessThan(800)
  })

  it('refuses bodies that are compressed and parameters that are not UTF-8', async () => {
    const miner = await start()
    expect(await answers(miner.send({ body, extra: { 'content-encoding': 'gzip' } }))).toBe(
      '415 BODY_ENCODED',
    )
    expect(await answers(miner.send({ body, path: '/v1/reverse/%ff/x' }))).toBe('400 PARAMS_INVALID')
  })
})

describe('policy', () => {
  it('asks for permit and stake as it is told', async () => {
    const open = await start({ policy: { requirePermit: false } })
    expect(await answers(open.send({ body, keypair: charlie }))).toBe('200 ok')
    const dear = await start({ policy: { requirePermit: false, minStake: 5_000n } })
    expect(await answers(dear.send({ body, keypair: charlie }))).toBe('403 CALLER_STAKE_TOO_LOW')
    expect(await answers(dear.send({ body }))).toBe('200 ok')
  })

  it.each([300_001, Number.POSITIVE_INFINITY, Number.NaN])(
    'lets nobody in when the directory is %d ms old',
    async (age) => {
      const miner = await start({ directory: { ...directory, ageMs: () => age } })
      expect(await answers(miner.send({ body }))).toBe('503 DIRECTORY_STALE')
    },
  )
})

describe('bodies', () => {
  it.each([false, true])(
    'refuses more than the contract allows (chunked: %s), and is still heard',
    async (chunked) => {
      const miner = await start()
      const large = 'x'.repeat(2_000_000)
      expect(await answers(miner.send({ body: large, chunked }))).toBe('413 BODY_TOO_LARGE')
      expect(miner.reports[0]!.bytesIn).toBe(0)
    },
  )

  it('refuses on the headers alone without waiting for the body', async () => {
    const miner = await start()
    const large = 'x'.repeat(9_000)
    expect(await answers(miner.send({ body: large, headers: {} }))).toBe('401 AUTH_MALFORMED')
  })

  it('does not wait for ever', async () => {
    const miner = await start({ limits: { bodySeconds: 0.1 } })
    const slow = new Promise<number>((resolve, reject) => {
      import('node:http').then(({ request }) => {
        const headers = { ...signed({ body }), 'content-length': body.length }
        const outgoing = request({
          host: '127.0.0.1',
          port: miner.port,
          method: 'POST',
          path: '/v1/sort',
          headers,
        })
        outgoing.on('response', (incoming) => resolve(incoming.statusCode ?? 0)).on('error', reject)
        outgoing.write(body.slice(0, 3))
      })
    })
    expect(await slow).toBe(408)
  })

  it('holds only so many bytes at a time', async () => {
    const miner = await start({ limits: { bufferedBytes: 20 } })
    expect(await answers(miner.send({ body }))).toBe('200 ok')
    expect(await answers(miner.send({ body: `${body}     ` }))).toBe('503 SERVER_BUSY')
    expect(await answers(miner.send({ body }))).toBe('200 ok')
  })

  it('has none in a GET', async () => {
    const miner = await start()
    expect(await answers(miner.send({ method: 'GET', path: '/v1/status/x', headers: {} }))).toBe('200 ok')
    expect(await answers(miner.send({ method: 'GET', path: '/v1/status/x', headers: {}, body: 'x' }))).toBe(
      '413 BODY_TOO_LARGE',
    )
  })
})

describe('paths', () => {
  it('answers 404 and 405', async () => {
    const miner = await start()
    expect(await answers(miner.send({ path: '/v2/sort' }))).toBe('404 ROUTE_NOT_FOUND')
    expect(await answers(miner.send({ path: '/v1/sort/' }))).toBe('404 ROUTE_NOT_FOUND')
    const { status, headers } = await miner.send({ method: 'PUT' })
    expect([status, headers.allow]).toEqual([405, 'POST'])
  })

  it('works below a prefix of express and in plain http', async () => {
    const handler = serveContract(sortContract, honest, { hotkey: bob.ss58, directory })
    const { default: express } = await import('express')
    const mounted = createHttpServer(express().use('/sub', handler))
    const { port } = await mounted.listen({ host: '127.0.0.1', port: 0 })
    closers.push(() => mounted.close({ graceMs: 0 }))
    expect((await send(port, { body, path: '/sub/v1/sort' })).status).toBe(200)
    expect((await send(port, { body, path: '/v1/sort' })).status).toBe(404)

    const plain = createServer((request, response) => handler(request, response))
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
    closers.push(() => new Promise((resolve) => plain.close(resolve)))
    const address = plain.address()
    const plainPort = typeof address === 'object' && address ? address.port : 0
    expect((await send(plainPort, { body })).status).toBe(200)
    expect(await answers(send(plainPort, { path: '/' }))).toBe('404 ROUTE_NOT_FOUND')
  })
})

describe('budgets', () => {
  it('spends the budget of an address on what cannot be verified, and only on that', async () => {
    const miner = await start({ limits: { address: { perSecond: 0.01, burst: 3 } } })
    for (let i = 0; i < 6; i++) expect((await miner.send({ body })).status).toBe(200)
    for (let i = 0; i < 3; i++) expect((await miner.send({ body, headers: {} })).status).toBe(401)
    const { status, code, headers } = await miner.send({ body })
    expect([status, code]).toEqual([429, 'RATE_LIMITED'])
    expect(Number(headers['retry-after'])).toBeGreaterThan(50)
  })

  it('refuses a store that forgets sooner than the window ends', () => {
    const nonceStore = memoryNonceStore({ retentionSeconds: 5 })
    expect(() => serveContract(sortContract, honest, { hotkey: bob.ss58, directory, nonceStore })).toThrow(
      expect.objectContaining({ code: 'AUTH_MISCONFIGURED' }),
    )
  })

  it('goes by the clock that it is given', async () => {
    const clock = manualClock(1_000_000)
    const miner = await start({ clock })
    expect(await answers(miner.send({ body }))).toBe('401 AUTH_STALE')
    expect(await answers(miner.send({ body, nonce: 1_000_000_000_000n }))).toBe('200 ok')
  })
})
