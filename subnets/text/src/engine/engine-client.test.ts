import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type EngineLimits, engineClient } from './engine-client.ts'
import type { EngineConfig } from './engine-config.ts'
import { type StandIn, type StandInRoute, sendEvents, sendJson, standIn } from './testing/stand-in.ts'

let engine: StandIn
afterEach(() => engine?.close())

const { signal } = new AbortController()
const Value = z.object({ value: z.number() })

async function client(
  route: StandInRoute,
  limits: Partial<EngineLimits> = {},
  config: Partial<EngineConfig> = {},
) {
  engine = await standIn({ '/x': route })
  const settings = { kind: 'openai' as const, model: 'toy', url: `${engine.url}/`, ...config }
  return engineClient(settings, limits, { MY_KEY: 'sk-1' })
}
const call = async (...of: Parameters<typeof client>) => (await client(...of)).call('/x', Value, {}, signal)
const stream = async (...of: Parameters<typeof client>) => {
  const values: number[] = []
  for await (const { value } of (await client(...of)).stream('/x', Value, {}, signal)) values.push(value)
  return values
}

describe('call', () => {
  test('sends JSON and the key, and parses', async () => {
    expect(await call((body) => ({ value: 1, ...body }), {}, { apiKeyEnv: 'MY_KEY' })).toEqual({ value: 1 })
    expect(engine.calls[0]!.headers).toMatchObject({
      authorization: 'Bearer sk-1',
      'content-type': 'application/json',
    })
  })

  test('a key that is not set is missed at once', async () => {
    await expect(client(() => ({}), {}, { apiKeyEnv: 'NO_KEY' })).rejects.toMatchObject({
      code: 'ENGINE_KEY_MISSING',
    })
  })

  test.each<[string, number, unknown, string]>([
    [
      'a numeric code',
      400,
      { error: { code: 400, message: 'no', type: 'invalid_request_error' } },
      'invalid_request_error: no',
    ],
    ["OpenAI's own", 401, { error: { message: 'no', type: 't', param: null, code: 'c' } }, 't: c: no'],
    [
      '500 for bad JSON',
      500,
      { error: { code: 500, message: 'parse error', type: 'server_error' } },
      'server_error: parse error',
    ],
    ['one text', 404, { error: 'no' }, 'no'],
    ['a list of details', 422, { detail: [{ msg: 'no' }] }, '[{"msg":"no"}]'],
    ['a bare message', 400, { object: 'error', message: 'no', code: 400 }, 'no'],
    ['nothing known', 503, 'Service Unavailable', 'without a reason'],
  ])('an error in any shape is a refusal with its status: %s', async (_, status, body, reason) => {
    const refused = call((_body, response) => sendJson(response, status, body))
    await expect(refused).rejects.toMatchObject({ code: 'ENGINE_REFUSED', details: { status, reason } })
  })

  test('a redirect is not followed', async () => {
    const redirected = call((_body, response) => void response.writeHead(307, { location: '/y' }).end())
    await expect(redirected).rejects.toMatchObject({ code: 'ENGINE_REFUSED', details: { status: 307 } })
    expect(engine.calls).toHaveLength(1)
  })

  test.each<[string, StandInRoute]>([
    ['no JSON', (_, response) => void response.end('<html>')],
    ['another shape', () => ({ value: 'one' })],
    ['an error with status 200', () => ({ error: { message: 'no' } })],
    ['far too much', () => ({ value: 1, more: 'x'.repeat(2_000) })],
  ])('what cannot be used is ENGINE_BROKEN: %s', async (_, route) => {
    await expect(call(route, { bytes: 1_000 })).rejects.toMatchObject({ code: 'ENGINE_BROKEN' })
  })

  test('a cut connection, silence and nobody there are ENGINE_UNREACHABLE', async () => {
    const code = 'ENGINE_UNREACHABLE'
    await expect(call((_, response) => void response.socket?.destroy())).rejects.toMatchObject({ code })
    await engine.close()
    await expect(call(() => undefined, { seconds: 0.1 })).rejects.toMatchObject({
      code,
      details: { reason: 'not within 0.1 s' },
    })
    const gone = await client(() => ({}))
    await engine.close()
    await expect(gone.call('/x', Value, {}, signal)).rejects.toMatchObject({ code })
    engine = await standIn({})
  })

  test('an abort ends it with the reason', async () => {
    const stop = new AbortController()
    const reason = new Error('enough')
    const asking = await client(() => stop.abort(reason))
    await expect(asking.call('/x', Value, {}, stop.signal)).rejects.toBe(reason)
  })
})

describe('stream', () => {
  test('gives every event, whatever its line ends, comments and chunks', async () => {
    const text =
      ': hello\r\ndata: {"value":1}\r\n\r\ndata:{"value":2}\n\nevent: x\ndata: {"value":3}\n\ndata: [DONE]\n\n'
    const route: StandInRoute = async (_, response) => {
      for (const letter of text) {
        response.write(letter)
        await new Promise(setImmediate)
      }
      response.end()
    }
    expect(await stream(route)).toEqual([1, 2, 3])
  })

  test('is over at [DONE] even when the connection stays open, and hangs up then', async () => {
    let closed: Promise<unknown> = Promise.resolve()
    const route: StandInRoute = (_, response) => {
      closed = new Promise((resolve) => response.once('close', () => resolve(response.writableFinished)))
      response.write('data: {"value":1}\n\ndata: [DONE]\n\n')
    }
    expect(await stream(route)).toEqual([1])
    expect(await closed).toBe(false)
  })

  test('hangs up when the iteration is left, so that the engine stops', async () => {
    let closed: Promise<unknown> = Promise.resolve()
    const asking = await client((_, response) => {
      closed = new Promise((resolve) => response.once('close', () => resolve(response.writableFinished)))
      response.write('data: {"value":1}\n\n')
    })
    for await (const { value } of asking.stream('/x', Value, {}, signal)) {
      expect(value).toBe(1)
      break
    }
    expect(await closed).toBe(false)
  })

  test.each<[string, StandInRoute]>([
    [
      'an error after the start',
      (_, response) => sendEvents(response, [{ value: 1 }, { error: { message: 'no' } }]),
    ],
    ['no JSON', (_, response) => sendEvents(response, [], 'oops')],
    ['without an end', (_, response) => void response.write('x'.repeat(2_000))],
  ])('what cannot be used is ENGINE_BROKEN: %s', async (_, route) => {
    await expect(stream(route, { bytes: 1_000 })).rejects.toMatchObject({ code: 'ENGINE_BROKEN' })
  })

  test('a stream that is cut is ENGINE_UNREACHABLE', async () => {
    const route: StandInRoute = (_, response) => {
      response.write('data: {"value":1}\n\n', () => response.socket?.destroy())
    }
    await expect(stream(route)).rejects.toMatchObject({ code: 'ENGINE_UNREACHABLE' })
  })
})
