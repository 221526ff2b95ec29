import { connect } from 'node:net'
import type { RequestHandler } from 'express'
import { afterEach, describe, expect, it } from 'vitest'
import { send } from '../testing/send.ts'
import { createHttpServer, type HttpServer } from './create-http-server.ts'

const servers: HttpServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close({ graceMs: 0 })
})
const host = '127.0.0.1'
const start = async (handler: RequestHandler, options: Parameters<typeof createHttpServer>[1] = {}) => {
  const server = createHttpServer(handler, options)
  servers.push(server)
  const { port } = await server.listen({ host, port: 0 })
  return { server, port }
}
const ok: RequestHandler = (_, response) => void response.end('ok')
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** What a server says to raw text, and how long it holds the connection. */
const say = (port: number, text: string): Promise<{ said: string; ms: number }> =>
  new Promise((resolve) => {
    const started = performance.now()
    let said = ''
    const socket = connect(port, host, () => void socket.write(text))
    socket.on('data', (chunk) => {
      said += chunk
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve({ said, ms: performance.now() - started }))
  })

describe('createHttpServer', () => {
  it('says which port is taken', async () => {
    const { port } = await start(ok)
    const second = createHttpServer(ok)
    await expect(second.listen({ host, port })).rejects.toMatchObject({
      code: 'SERVER_PORT_TAKEN',
      details: { port },
    })
    await expect(second.listen({ host: '203.0.113.1', port: 0 })).rejects.toMatchObject({
      code: 'LISTEN_FAILED',
    })
    await second.close()
  })

  it('answers what is not there, and what throws, with our errors', async () => {
    const none = await start((_request, _response, next) => next())
    expect(await send(none.port)).toMatchObject({ status: 404, code: 'ROUTE_NOT_FOUND' })
    const broken = await start(() => {
      throw new Error('secret')
    })
    const { status, code, text } = await send(broken.port)
    expect([status, code]).toEqual([500, 'HANDLER_FAILED'])
    expect(text).not.toContain('secret')
  })

  it('refuses headers that are too large, and cuts those that never end', async () => {
    const { port } = await start(ok, { headersSeconds: 0.2 })
    expect((await say(port, `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`)).said).toContain(
      ' 431 ',
    )
    const slow = await say(port, 'GET / HTTP/1.1\r\nhost: x\r\nx: ')
    expect(slow.said).toContain(' 408 ')
    expect(slow.ms).toBeLessThan(2_000)
    expect((await say(port, 'hello\r\n\r\n')).said).toContain(' 400 ')
  })

  it('lets an answer under way finish before it closes', async () => {
    const { server, port } = await start(async (_, response) => {
      await wait(150)
      response.end('done')
    })
    const sent = send(port)
    await wait(50)
    const closing = server.close({ graceMs: 2_000 })
    expect((await sent).text).toBe('done')
    await closing
    await expect(send(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('closes in time whatever is under way, kept connections included', async () => {
    const { server, port } = await start(() => undefined)
    const kept = say(port, '')
    const sent = send(port).catch(() => 'cut')
    await wait(50)
    const started = performance.now()
    await server.close({ graceMs: 200 })
    expect(performance.now() - started).toBeLessThan(1_000)
    expect(await sent).toBe('cut')
    await kept
  })

  it('closes at once when nothing is under way', async () => {
    const { server, port } = await start(ok)
    await send(port)
    const started = performance.now()
    await server.close({ graceMs: 5_000 })
    expect(performance.now() - started).toBeLessThan(1_000)
    await server.close()
  })
})
