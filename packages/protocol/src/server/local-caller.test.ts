import { networkInterfaces } from 'node:os'
import { afterEach, describe, expect, it } from 'vitest'
import { send, signed } from '../testing/send.ts'
import { startMiner } from '../testing/start-miner.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})
const start = async (unsigned: boolean) => {
  const miner = await startMiner({ unsigned })
  closers.push(miner.close)
  return miner
}

const body = '{"numbers":[2,1]}'

describe('a server that also takes unsigned requests', () => {
  it('answers a program on this machine, as nobody', async () => {
    const { port, reports } = await start(true)
    expect(await send(port, { body, headers: {} })).toMatchObject({ status: 200, text: '{"numbers":[1,2]}' })
    expect(reports[0]).toMatchObject({ hotkey: undefined, status: 200 })
  })
  it('still checks whoever signs', async () => {
    const { port } = await start(true)
    expect(await send(port, { body })).toMatchObject({ status: 200 })
    const other = signed({ body: '{"numbers":[1]}' })
    expect(await send(port, { body, headers: other })).toMatchObject({
      status: 401,
      code: 'AUTH_BAD_SIGNATURE',
    })
    const { 'X-Bittensor-Signature': _, ...half } = other
    expect(await send(port, { body, headers: half })).toMatchObject({ status: 401 })
  })
  it.each([
    { host: 'miner.example' },
    { host: '127.0.0.1.example:80' },
    { host: '203.0.113.7:8091' },
    { origin: 'http://127.0.0.1' },
    { 'sec-fetch-site': 'cross-site' },
    { 'x-forwarded-for': '127.0.0.1' },
    { forwarded: 'for=127.0.0.1' },
    { via: '1.1 proxy' },
  ])('refuses what a page or a proxy sends: %j', async (headers) => {
    const { port } = await start(true)
    expect(await send(port, { body, headers })).toMatchObject({ status: 403, code: 'UNSIGNED_NOT_LOCAL' })
  })
  it.each(['localhost', '127.0.0.1:5', '[::1]:8091', 'LOCALHOST:1'])('knows itself as %s', async (host) => {
    const { port } = await start(true)
    expect(await send(port, { body, headers: { host } })).toMatchObject({ status: 200 })
  })
  it('lets many requests of a local program pass', async () => {
    const { port } = await start(true)
    for (let i = 0; i < 600; i++) expect((await send(port, { body, headers: {} })).status).toBe(200)
  })
})

it('is off unless it is asked for', async () => {
  const { port } = await start(false)
  expect(await send(port, { body, headers: {} })).toMatchObject({ status: 401, code: 'AUTH_MALFORMED' })
})

it('refuses callers of another address of this machine', async () => {
  const address = Object.values(networkInterfaces())
    .flat()
    .find((one) => one && !one.internal && one.family === 'IPv4')?.address
  // A machine without a network has no other address to call from.
  if (address === undefined) return
  const { http } = await start(true)
  await http.close({ graceMs: 0 })
  const { port } = await http.listen({ host: '0.0.0.0', port: 0 })
  const answer = await fetch(`http://${address}:${port}/v1/sort`, { method: 'POST', body })
  expect(answer.status).toBe(403)
})
