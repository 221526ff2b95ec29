import { afterEach, describe, expect, it } from 'vitest'
import type { EventOf, ResponseOf } from '../contract/route.ts'
import { type SendOptions, send } from '../testing/send.ts'
import type { SortRoutes } from '../testing/sort-contract.ts'
import { alice, startMiner } from '../testing/start-miner.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})
const start = async (options: Parameters<typeof startMiner>[0] = {}) => {
  const miner = await startMiner(options)
  closers.push(miner.close)
  return { ...miner, send: (request: SendOptions = {}) => send(miner.port, { body, ...request }) }
}
type Stream = AsyncGenerator<EventOf<SortRoutes['stream']>, ResponseOf<SortRoutes['stream']>, void>

const body = '{"numbers":[2,1]}'
const stream = { path: '/v1/stream' }
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const secret = 'the path is /root/.secret'

describe('a handler', () => {
  it('gets the verified caller, the parameters and a signal', async () => {
    let seen: unknown
    const miner = await start({
      handlers: {
        reverse: async ({ request, caller, params, signal }) => {
          seen = { caller, params: { ...params }, aborted: signal.aborted }
          return request
        },
      },
    })
    await miner.send({ path: '/v1/reverse/a%20b/c/d%2Fe' })
    expect(seen).toEqual({
      caller: { hotkey: alice.ss58, uid: 1, stake: 5_000n, validatorPermit: true },
      params: { name: 'a b', rest: 'c/d/e' },
      aborted: false,
    })
  })

  it.each<[string, () => Promise<{ numbers: number[] }>]>([
    ['rejects', async () => Promise.reject(new Error(secret))],
    [
      'throws',
      () => {
        throw new Error(secret)
      },
    ],
    [
      'throws something odd',
      () => {
        throw secret
      },
    ],
  ])('that %s is a 500 that tells nothing', async (_, sort) => {
    const miner = await start({ handlers: { sort } })
    const { status, code, text } = await miner.send()
    expect([status, code]).toEqual([500, 'HANDLER_FAILED'])
    expect(text).not.toContain('secret')
    expect(String(miner.reports[0]!.cause)).toContain('secret')
  })

  it('does not pass on an error of ours that it threw', async () => {
    const { protocolErrors } = await import('../errors.ts')
    const miner = await start({
      handlers: { sort: async () => Promise.reject(protocolErrors.AUTH_REPLAYED()) },
    })
    expect(await miner.send()).toMatchObject({ status: 500, code: 'HANDLER_FAILED' })
  })

  it('refuses by itself what no schema can tell', async () => {
    const { protocolErrors } = await import('../errors.ts')
    const missing = protocolErrors.RESOURCE_NOT_FOUND({ kind: 'list', name: '"a"' })
    const without = await start({ handlers: { sort: async () => Promise.reject(missing) } })
    expect(await without.send()).toMatchObject({ status: 404, code: 'RESOURCE_NOT_FOUND' })
    const refused = protocolErrors.BODY_INVALID({ issues: 'numbers: too many for this miner' })
    const miner = await start({ handlers: { sort: async () => Promise.reject(refused) } })
    expect(await miner.send()).toMatchObject({ status: 400, code: 'BODY_INVALID' })
  })

  it.each<[string, unknown, string]>([
    ['has the wrong shape', { numbers: ['a'], secret }, 'RESPONSE_INVALID'],
    ['is nothing', undefined, 'RESPONSE_INVALID'],
  ])('whose answer %s', async (_, answer, code) => {
    const miner = await start({ handlers: { sort: async () => answer as { numbers: number[] } } })
    const sent = await miner.send()
    expect(sent).toMatchObject({ status: 500, code })
    expect(sent.text).not.toContain('secret')
  })

  it('sends no more bytes than the contract allows', async () => {
    const miner = await start({ handlers: { reverse: async () => new Uint8Array(1_001) } })
    expect(await miner.send({ path: '/v1/reverse/a/b' })).toMatchObject({
      status: 500,
      code: 'RESPONSE_INVALID',
    })
  })

  it('keeps to itself what its schema does not name', async () => {
    const miner = await start({
      handlers: { sort: async () => ({ numbers: [1], secret }) as { numbers: number[] } },
    })
    expect((await miner.send()).text).toBe('{"numbers":[1]}')
  })

  it('is given up, and told so, when its time is over', async () => {
    let reason: unknown
    const miner = await start({
      handlers: {
        sort: ({ signal }) =>
          new Promise((_, reject) => {
            signal.addEventListener('abort', () => {
              reason = signal.reason
              reject(new Error('stopped'))
            })
          }),
      },
    })
    expect(await miner.send()).toMatchObject({ status: 504, code: 'HANDLER_TIMEOUT' })
    expect(reason).toMatchObject({ code: 'HANDLER_TIMEOUT' })
  })

  it.each(['sort', 'stream'] as const)('of %s is told when the caller leaves', async (route) => {
    let told = () => {}
    const leaving = new Promise<void>((resolve) => {
      told = resolve
    })
    const miner = await start({
      handlers: {
        sort: ({ signal }) =>
          new Promise((_, reject) =>
            signal.addEventListener('abort', () => {
              told()
              reject(signal.reason)
            }),
          ),
        async *stream({ signal }): Stream {
          yield { n: 1 }
          await new Promise<void>((resolve) =>
            signal.addEventListener('abort', () => {
              told()
              resolve()
            }),
          )
          return { numbers: [] }
        },
      },
    })
    const gone = new AbortController()
    const sent = miner.send({ path: `/v1/${route}`, signal: gone.signal }).catch(() => 'gone')
    await wait(150)
    gone.abort()
    expect(await sent).toBe('gone')
    await leaving
    await expect.poll(() => miner.reports[0]?.code).toBe('CALLER_GONE')
  })

  it('can be wrapped', async () => {
    const miner = await start({
      wrap: (next, route) => (route === 'sort' ? async () => ({ numbers: [666] }) : next),
    })
    expect((await miner.send()).text).toBe('{"numbers":[666]}')
    expect((await miner.send({ path: '/v1/reverse/a/b' })).status).toBe(200)
  })
})

describe('a streaming handler', () => {
  const event = (n: number) => `event: event\ndata: {"n":${n}}\n\n`

  it('sends its events and then its response', async () => {
    const miner = await start()
    const { text, headers } = await miner.send(stream)
    expect(text).toBe(`${event(2)}${event(1)}event: response\ndata: {"numbers":[2,1]}\n\n`)
    expect(headers['content-type']).toBe('text/event-stream')
  })

  it('that fails before its first event has a status', async () => {
    const miner = await start({
      handlers: {
        async *stream({ request }): Stream {
          if (request.numbers.length > 0) throw new Error(secret)
          yield { n: 0 }
          return request
        },
      },
    })
    expect(await miner.send(stream)).toMatchObject({ status: 500, code: 'HANDLER_FAILED' })
  })

  it.each<[string, string, () => Stream]>([
    [
      'fails',
      'HANDLER_FAILED',
      async function* (): Stream {
        yield { n: 1 }
        throw new Error(secret)
      },
    ],
    [
      'yields a wrong event',
      'RESPONSE_INVALID',
      async function* (): Stream {
        yield { n: 1 }
        yield { n: secret } as unknown as { n: number }
        return { numbers: [] }
      },
    ],
    [
      'returns nothing',
      'RESPONSE_INVALID',
      async function* (): Stream {
        yield { n: 1 }
        return undefined as unknown as { numbers: number[] }
      },
    ],
    [
      'takes too long',
      'HANDLER_TIMEOUT',
      async function* (): Stream {
        yield { n: 1 }
        await wait(1_000)
        return { numbers: [] }
      },
    ],
  ])('that %s ends with an error', async (_, code, handler) => {
    const miner = await start({ handlers: { stream: handler } })
    const { text } = await miner.send(stream)
    expect(text.startsWith(`${event(1)}event: error\ndata: {"code":"${code}"`)).toBe(true)
    expect(text).not.toContain('secret')
    expect(miner.reports[0]!.code).toBe(code)
  })

  it('that does not stop is stopped at the limit of bytes', async () => {
    let produced = 0
    const miner = await start({
      handlers: {
        async *stream(): Stream {
          for (;;) yield { n: produced++ }
        },
      },
    })
    const { text } = await miner.send(stream)
    expect(text).toContain('RESPONSE_TOO_LARGE')
    expect(text.length).toBeLessThan(20_300)
    expect(produced).toBeLessThan(1_000)
  })
})

describe('concurrency', () => {
  const slow = {
    sort: async () => {
      await wait(200)
      return { numbers: [] }
    },
  }
  const sorted = (sent: { status: number; code: string | undefined }[]) =>
    sent.map(({ status, code }) => `${status} ${code ?? ''}`.trim()).sort()

  it('is bounded a caller, in total and a route', async () => {
    const caller = await start({ handlers: slow, limits: { perCaller: 2 } })
    expect(sorted(await Promise.all([caller.send(), caller.send(), caller.send()]))).toEqual([
      '200',
      '200',
      '429 CALLER_BUSY',
    ])
    const total = await start({ handlers: slow, limits: { concurrency: 1 } })
    expect(sorted(await Promise.all([total.send(), total.send()]))).toEqual(['200', '503 SERVER_BUSY'])
    const route = await start({
      handlers: {
        reverse: async ({ request }) => {
          await wait(200)
          return request
        },
      },
    })
    const path = '/v1/reverse/a/b'
    expect(
      sorted(await Promise.all([route.send({ path }), route.send({ path }), route.send({ path })])),
    ).toEqual(['200', '200', '503 SERVER_BUSY'])
  })

  it('counts work that goes on after its answer was given up', async () => {
    const miner = await start({
      handlers: {
        sort: async () => {
          await wait(900)
          return { numbers: [] }
        },
      },
      limits: { concurrency: 1 },
    })
    expect(await miner.send()).toMatchObject({ status: 504 })
    expect(await miner.send()).toMatchObject({ status: 503 })
    await wait(500)
    expect(await miner.send()).toMatchObject({ status: 504 })
  })
})
