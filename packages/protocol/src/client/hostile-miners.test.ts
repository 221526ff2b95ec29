import { spawn } from 'node:child_process'
import { connect, type Socket } from 'node:net'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { rawServer, response } from '../testing/raw-server.ts'
import { sortContract } from '../testing/sort-contract.ts'
import { alice } from '../testing/start-miner.ts'
import { createClient } from './create-client.ts'

const client = createClient({ keypair: alice, allowLocal: true, maxEvents: 5 })
afterAll(() => client.close())

let close: (() => Promise<void>) | undefined
afterEach(async () => {
  await close?.()
  close = undefined
})

const good = '{"numbers":[1]}'
const sse = 'text/event-stream'
const event = (n: unknown) => `event: event\ndata: {"n":${JSON.stringify(n)}}\n\n`
const last = `event: response\ndata: ${good}\n\n`

const ask = async (
  answer: (socket: Socket) => void,
  options: { route?: 'sort' | 'stream'; deadlineMs?: number; signal?: AbortSignal } = {},
) => {
  const server = await rawServer(answer)
  close = server.close
  const { route = 'sort', deadlineMs = 5_000, signal } = options
  const started = performance.now()
  const answered = await client.ask(sortContract, route, {
    axon: server.axon,
    request: { numbers: [1] },
    deadlineMs,
    ...(signal ? { signal } : {}),
  })
  const { outcome } = answered
  const failure = 'failure' in outcome ? outcome.failure : 'none'
  return { ...answered, failure, tookMs: performance.now() - started, server }
}
const says = (text: string | Buffer) => (socket: Socket) => void socket.write(text)
const drips = (text: string, everyMs: number) => (socket: Socket) => {
  let at = 0
  const timer = setInterval(() => {
    if (at >= text.length || socket.destroyed) clearInterval(timer)
    else socket.write(text[at++]!)
  }, everyMs)
}

describe('a miner that answers', () => {
  it('well is a control', async () => {
    expect((await ask(says(response(good)))).failure).toBe('none')
    expect((await ask(says(response(event(1) + last, { type: sse })), { route: 'stream' })).failure).toBe(
      'none',
    )
  })

  it.each<[string, string | Buffer, string]>([
    ['garbage instead of HTTP', 'hello\r\n\r\n', 'malformed'],
    ['garbage instead of JSON', response('{"numbers":'), 'malformed'],
    ['JSON of another shape', response('{"numbers":"1"}'), 'malformed'],
    ['JSON that is too deep', response(`${'['.repeat(4_000)}${']'.repeat(4_000)}`), 'malformed'],
    [
      'bytes that are not UTF-8',
      Buffer.from(response('{"numbers":[1],"x":"\xff"}', { length: 23 }), 'latin1'),
      'malformed',
    ],
    ['nothing', response(''), 'malformed'],
    ['another content type', response(good, { type: 'text/html' }), 'malformed'],
    ['a compressed body', response(good, { headers: ['content-encoding: gzip'] }), 'malformed'],
    [
      'a redirect',
      response('', { status: '302 Found', headers: ['location: http://127.0.0.1:1/'] }),
      'status',
    ],
    ['an error', response('{"code":"HANDLER_FAILED"}', { status: '500 Oops' }), 'status'],
    ['another success', response(good, { status: '201 Created' }), 'status'],
    ['no access', response('{"code":"CALLER_UNKNOWN"}', { status: '403 Forbidden' }), 'refused'],
    ['no time', response('', { status: '429 Slow down' }), 'refused'],
    ['more than it may, and says so', response('x', { length: 10_001 }), 'too-large'],
    ['headers without end', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 'too-large'],
    ['a negative length', response(good, { length: -1 }), 'malformed'],
    ['two lengths', response(good, { headers: ['content-length: 3'] }), 'malformed'],
  ])('%s', async (_, text, failure) => {
    expect((await ask(says(text))).failure).toBe(failure)
  })

  it.each<[string, string, string]>([
    ['twice', event(1) + last + last, 'malformed'],
    ['and then goes on', last + event(1), 'malformed'],
    ['never at the end', event(1), 'malformed'],
    ['with half a message', event(1) + last.slice(0, -1), 'malformed'],
    ['with an event of the wrong shape', event('x') + last, 'malformed'],
    ['with a response of the wrong shape', 'event: response\ndata: {}\n\n', 'malformed'],
    ['with an unknown event', `event: hello\ndata: 1\n\n${last}`, 'malformed'],
    [
      'with an error',
      `${event(1)}event: error\ndata: {"code":"HANDLER_FAILED","message":"x"}\n\n`,
      'malformed',
    ],
    ['with too many events', event(1).repeat(6) + last, 'too-large'],
    ['with more bytes than it may', `: ${'x'.repeat(20_001)}`, 'too-large'],
    ['with nothing', '', 'malformed'],
  ])('a stream %s', async (_, text, failure) => {
    expect((await ask(says(response(text, { type: sse })), { route: 'stream' })).failure).toBe(failure)
  })

  it('tells a stream from a body', async () => {
    expect((await ask(says(response(good)), { route: 'stream' })).failure).toBe('malformed')
    expect((await ask(says(response(event(1) + last, { type: sse })))).failure).toBe('malformed')
  })

  it('more and more, in chunks, is cut at the limit', async () => {
    const flood = (socket: Socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n')
      const more = () => {
        while (!socket.destroyed && socket.write(`400\r\n${'x'.repeat(1_024)}\r\n`));
        if (!socket.destroyed) socket.once('drain', more)
      }
      more()
    }
    const { failure, timing, server } = await ask(flood)
    expect(failure).toBe('too-large')
    expect(timing.bytes).toBeLessThan(200_000)
    await expect.poll(() => server.sockets.size).toBe(0)
  })

  it('half and hangs up', async () => {
    const half = (socket: Socket) => void socket.end(response(good, { length: 100 }))
    const { outcome, failure, timing } = await ask(half)
    expect(failure).toBe('malformed')
    expect(outcome).toMatchObject({ status: 200 })
    expect(timing.firstByteMs).not.toBeNull()
  })

  it('by hanging up', async () => {
    const { failure, timing } = await ask((socket) => void socket.destroy())
    expect(failure).toBe('unreachable')
    expect(timing.firstByteMs).toBeNull()
  })

  it('with a message that would mess up a terminal', async () => {
    const text = `event: error\ndata: \u001b[2J${'x'.repeat(1_000)}\n\n`
    const { outcome } = await ask(says(response(text, { type: sse })), { route: 'stream' })
    const message = 'message' in outcome ? outcome.message : ''
    expect(message).toMatch(/^[\x20-\x7e…]+$/)
    expect(message.length).toBeLessThanOrEqual(300)
  })

  it('as two responses on one connection spoils no later call', async () => {
    const twice = says(response(good) + response('{"numbers":[666]}'))
    const { failure, server } = await ask(twice)
    expect(failure).toBe('none')
    const again = await client.ask(sortContract, 'sort', { axon: server.axon, request: { numbers: [1] } })
    expect(again.outcome).not.toMatchObject({ response: { numbers: [666] } })
  })
})

describe('a deadline', () => {
  it.each<[string, (socket: Socket) => void]>([
    ['a miner that never answers', () => undefined],
    ['one that drips', drips(response(good), 40)],
    ['one that stops in its headers', says('HTTP/1.1 200 OK\r\ncontent-ty')],
    ['one that stops in its body', says(response(good, { length: 16 }))],
    ['one that stops in an error', says(response('x', { status: '500 Oops', length: 16 }))],
  ])('ends %s', async (_, answer) => {
    const { failure, tookMs, server } = await ask(answer, { deadlineMs: 300 })
    expect(failure).toBe('timeout')
    expect(tookMs).toBeGreaterThan(290)
    expect(tookMs).toBeLessThan(1_000)
    await expect.poll(() => server.sockets.size).toBe(0)
  })

  it('ends a stream that drips and one that does not end', async () => {
    const text = response(event(1) + last, { type: sse })
    expect((await ask(drips(text, 40), { route: 'stream', deadlineMs: 300 })).failure).toBe('timeout')
    const endless = (socket: Socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-type: ${sse}\r\n\r\n${event(1)}${last}`)
    }
    expect((await ask(endless, { route: 'stream', deadlineMs: 300 })).failure).toBe('timeout')
  })

  it('is not waited for when nobody listens', async () => {
    const server = await rawServer(() => undefined)
    await server.close()
    const ask = client.ask(sortContract, 'sort', { axon: server.axon, request: { numbers: [] } })
    expect((await ask).outcome).toMatchObject({ failure: 'unreachable' })
  })

  it('ends a connection attempt that nothing answers', async () => {
    // Connections that wait in a full backlog: the system drops the next attempts silently.
    const script = `const s = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
      process.stdout.write(String(s.address().port)); const end = Date.now() + 8000; while (Date.now() < end);
    })`
    const stuck = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] })
    const port = Number(
      await new Promise((resolve) => stuck.stdout.once('data', (text) => resolve(String(text)))),
    )
    const fillers = Array.from({ length: 6 }, () => connect(port, '127.0.0.1').on('error', () => undefined))
    await new Promise((resolve) => setTimeout(resolve, 100))
    const started = performance.now()
    const { outcome } = await client.ask(sortContract, 'sort', {
      axon: { url: `http://127.0.0.1:${port}`, hotkey: 'x' },
      request: { numbers: [] },
      deadlineMs: 300,
    })
    expect(outcome).toMatchObject({ failure: 'timeout' })
    expect(performance.now() - started).toBeLessThan(1_000)
    for (const filler of fillers) filler.destroy()
    stuck.kill('SIGKILL')
  })

  it('can be a signal that many calls share', async () => {
    const server = await rawServer(() => undefined)
    close = server.close
    const signal = AbortSignal.timeout(300)
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        client.ask(sortContract, 'sort', { axon: server.axon, request: { numbers: [] }, signal }),
      ),
    )
    expect(answers.map(({ outcome }) => 'failure' in outcome && outcome.failure)).toEqual(
      Array(20).fill('timeout'),
    )
  })

  it('has passed before it began when the signal has aborted', async () => {
    const { failure, timing } = await ask(says(response(good)), { signal: AbortSignal.abort() })
    expect(failure).toBe('aborted')
    expect(timing.bytes).toBe(0)
  })
})

describe('an address', () => {
  const strict = createClient({ keypair: alice })
  afterAll(() => strict.close())

  it.each([
    'http://127.0.0.1:80',
    'http://2130706433:80',
    'http://0x7f.1:80',
    'http://[::1]:80',
    'http://[::ffff:127.0.0.1]:80',
    'http://10.0.0.1:80',
    'http://169.254.169.254:80',
    'http://0.0.0.0:80',
    'http://localhost:80',
    'http://user:secret@8.8.8.8:80',
    'http://8.8.8.8:80/path',
    'http://8.8.8.8:80?x',
    'ftp://8.8.8.8',
    'file:///etc/passwd',
    'nothing',
    '',
  ])('%s is refused on a public network', async (url) => {
    const { outcome, timing } = await strict.ask(sortContract, 'sort', {
      axon: { url, hotkey: 'x' },
      request: { numbers: [] },
      deadlineMs: 3_000,
    })
    expect(outcome).toMatchObject({ failure: 'address-refused' })
    expect(timing.bytes).toBe(0)
  })

  it('is refused everywhere when it is of no use', async () => {
    const axon = { url: 'http://0.0.0.0:80', hotkey: 'x' }
    const { outcome } = await client.ask(sortContract, 'sort', { axon, request: { numbers: [] } })
    expect(outcome).toMatchObject({ failure: 'address-refused' })
  })
})

describe('leaving and closing', () => {
  it('ends the call when a stream is left early', async () => {
    const server = await rawServer((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-type: ${sse}\r\n\r\n${event(1)}${event(2)}`)
    })
    close = server.close
    const stream = client.stream(sortContract, 'stream', { axon: server.axon, request: { numbers: [1] } })
    for await (const { data } of stream) {
      expect(data.n).toBe(1)
      break
    }
    await expect.poll(() => server.sockets.size).toBe(0)
  })

  it('ends calls as aborted when the client closes', async () => {
    const own = createClient({ keypair: alice, allowLocal: true })
    const server = await rawServer(() => void own.close())
    close = server.close
    const ask = () => own.ask(sortContract, 'sort', { axon: server.axon, request: { numbers: [] } })
    expect((await ask()).outcome).toMatchObject({ failure: 'aborted' })
    expect((await ask()).outcome).toMatchObject({ failure: 'aborted' })
  })
})
