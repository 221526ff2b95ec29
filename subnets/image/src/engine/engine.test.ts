import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isSubnetkitError } from '@subnetkit/core'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { Engine, engineOf } from './engine.ts'

/** A server that speaks the images API as OpenAI documents it; a test says how it answers. */
type Reply = (request: IncomingMessage, response: ServerResponse, body: Record<string, unknown>) => void
let reply: Reply
let server: Server
let url = ''
let asked: { path: string; authorization: string | undefined; body: Record<string, unknown> }[] = []
beforeAll(async () => {
  server = createServer(async (request, response) => {
    let text = ''
    for await (const part of request) text += part
    const body = JSON.parse(text)
    asked.push({ path: request.url ?? '', authorization: request.headers.authorization, body })
    reply(request, response, body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
beforeEach(() => {
  asked = []
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const json = (response: ServerResponse, value: unknown, status = 200): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}
const blue = { r: 20, g: 40, b: 200 }
const drawing = (width: number, height: number, format: 'png' | 'jpeg' | 'webp' | 'gif' = 'png') =>
  sharp({ create: { width, height, channels: 3, background: blue } })
    .toFormat(format)
    .toBuffer()
const answering = (picture: Buffer): Reply => {
  const b64_json = picture.toString('base64')
  return (_, response) => json(response, { created: 1, data: [{ b64_json, revised_prompt: 'a blue field' }] })
}

const order = { prompt: 'a small red ring', width: 128, height: 96 }
const draw = (settings: object = {}, signal?: AbortSignal) =>
  engineOf(Engine.parse({ url, model: 'sd-turbo', ...settings })).draw(
    order,
    signal ?? new AbortController().signal,
  )
const codeOf = async (attempt: Promise<unknown>): Promise<string> => {
  const error = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return isSubnetkitError(error) ? error.code : `no error of ours: ${error}`
}

test('asks as OpenAI documents it, and gives the picture in the size asked for', async () => {
  reply = answering(await drawing(128, 96))
  const { width, height, rgb } = await draw()
  expect([width, height, rgb.length]).toEqual([128, 96, 128 * 96 * 3])
  expect([...rgb.subarray(0, 3)]).toEqual([20, 40, 200])
  expect(asked).toEqual([
    {
      path: '/v1/images/generations',
      authorization: undefined,
      body: { model: 'sd-turbo', prompt: order.prompt, n: 1, size: '128x96', response_format: 'b64_json' },
    },
  ])
})

test.each(['png', 'jpeg', 'webp'] as const)(
  'takes %s of another size, scales and cuts it',
  async (format) => {
    reply = answering(await drawing(300, 300, format))
    const { rgb } = await draw({ size: '512x512' })
    expect(rgb).toHaveLength(128 * 96 * 3)
    for (const [c, value] of [20, 40, 200].entries())
      expect(Math.abs(rgb[3_000 + c]! - value)).toBeLessThan(6)
    expect(asked[0]!.body.size).toBe('512x512')
  },
)

test('what can be seen through becomes white', async () => {
  const clear = sharp({ create: { width: 64, height: 64, channels: 4, background: { ...blue, alpha: 0 } } })
  reply = answering(await clear.png().toBuffer())
  expect([...(await draw()).rgb.subarray(0, 3)]).toEqual([255, 255, 255])
})

test('the key comes from the environment and goes to the engine alone', async () => {
  vi.stubEnv('PICTURE_KEY', 'sk-one')
  reply = answering(await drawing(64, 64))
  await draw({ apiKeyEnv: 'PICTURE_KEY', url: `${url}/base/` })
  expect(asked[0]).toMatchObject({ path: '/base/v1/images/generations', authorization: 'Bearer sk-one' })
  vi.unstubAllEnvs()
  expect(await codeOf(Promise.resolve().then(() => draw({ apiKeyEnv: 'PICTURE_KEY' })))).toBe(
    'ENGINE_KEY_MISSING',
  )
})

test.each<[string, string, Reply]>([
  [
    'a refusal as OpenAI words it',
    'ENGINE_REFUSED',
    (_, response) =>
      json(response, { error: { message: 'no such model', type: 'invalid_request_error' } }, 404),
  ],
  ['a refusal without words', 'ENGINE_REFUSED', (_, response) => response.writeHead(503).end('<html>')],
  [
    'a redirect, which is not followed',
    'ENGINE_REFUSED',
    (_, response) => response.writeHead(307, { location: `${url}/elsewhere` }).end(),
  ],
  [
    'an address instead of a picture, which is not fetched',
    'ENGINE_ANSWER_INVALID',
    (_, response) => json(response, { data: [{ url: `${url}/picture.png` }] }),
  ],
  ['no data', 'ENGINE_ANSWER_INVALID', (_, response) => json(response, { data: [] })],
  ['no JSON', 'ENGINE_ANSWER_INVALID', (_, response) => response.end('hello')],
  ['no base64', 'ENGINE_ANSWER_INVALID', (_, response) => json(response, { data: [{ b64_json: '***' }] })],
  [
    'bytes that are no picture',
    'ENGINE_ANSWER_INVALID',
    (_, response) => json(response, { data: [{ b64_json: Buffer.alloc(500, 65).toString('base64') }] }),
  ],
  [
    'a program instead of a picture',
    'ENGINE_ANSWER_INVALID',
    (_, response) =>
      json(response, { data: [{ b64_json: Buffer.from('<svg width="9" height="9"/>').toString('base64') }] }),
  ],
  [
    'an answer without end',
    'ENGINE_ANSWER_TOO_LARGE',
    (_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, 65)));
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    },
  ],
  ['a connection that breaks', 'ENGINE_UNREACHABLE', (request) => request.socket.destroy()],
])('%s: %s', async (_, code, answer) => {
  reply = answer
  expect(await codeOf(draw())).toBe(code)
  expect(asked).toHaveLength(1)
})

test('a picture cut short and a format that engines do not make are no pictures', async () => {
  reply = answering((await drawing(400, 400)).subarray(0, 300))
  expect(await codeOf(draw())).toBe('ENGINE_ANSWER_INVALID')
  reply = answering(await drawing(64, 64, 'gif'))
  expect(await codeOf(draw())).toBe('ENGINE_ANSWER_INVALID')
})

test('a picture of more pixels than anybody draws is not decoded', async () => {
  reply = answering(await drawing(5_000, 4_000))
  expect(await codeOf(draw())).toBe('ENGINE_ANSWER_INVALID')
})

test('an engine that answers too slowly, before or amid its answer', async () => {
  reply = () => {}
  expect(await codeOf(draw({ seconds: 0.2 }))).toBe('ENGINE_SLOW')
  reply = (_, response) => {
    response.write('{"data":')
  }
  expect(await codeOf(draw({ seconds: 0.2 }))).toBe('ENGINE_SLOW')
})

test('who asked may leave, and nobody listens any more', async () => {
  const leaving = new AbortController()
  let closed: Promise<unknown> | undefined
  reply = (request) => {
    closed = new Promise((resolve) => request.socket.once('close', resolve))
    leaving.abort(new Error('gone'))
  }
  await expect(draw({}, leaving.signal)).rejects.toThrow('gone')
  await closed
})

test('nobody there', async () => {
  expect(await codeOf(draw({ url: 'http://127.0.0.1:1' }))).toBe('ENGINE_UNREACHABLE')
})

test.each([
  { url: 'file:///etc/passwd', model: 'x' },
  { url: 'not a url', model: 'x' },
  { url: 'http://h', model: '' },
  { url: 'http://h', model: 'x', apiKeyEnv: 'A B' },
  { url: 'http://h', model: 'x', size: 'huge' },
])('settings that make no sense are refused: %j', (settings) => {
  expect(Engine.safeParse(settings).success).toBe(false)
})
