import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sha256Hex } from '../auth/build-payload.ts'
import { sortContract } from '../testing/sort-contract.ts'
import { alice, startMiner } from '../testing/start-miner.ts'
import { createClient } from './create-client.ts'

type Miner = Awaited<ReturnType<typeof startMiner>>

describe('a client and a miner', () => {
  const client = createClient({ keypair: alice, allowLocal: true })
  let miner: Miner
  beforeAll(async () => {
    miner = await startMiner()
  })
  afterAll(async () => {
    await client.close()
    await miner.close()
  })

  it('asks and is answered', async () => {
    const before = Date.now()
    const { outcome, timing } = await client.ask(sortContract, 'sort', {
      axon: miner.axon,
      request: { numbers: [3, 1, 2] },
    })
    expect(outcome).toEqual({
      response: { numbers: [1, 2, 3] },
      events: [],
      digest: sha256Hex(new TextEncoder().encode('{"numbers":[1,2,3]}')),
    })
    expect(timing.sentMs).toBeGreaterThanOrEqual(before)
    expect(timing.firstByteMs).toBeGreaterThan(0)
    expect(timing.doneMs).toBeGreaterThanOrEqual(timing.firstByteMs!)
    expect(timing.bytes).toBe('{"numbers":[1,2,3]}'.length)
  })

  it('gets events in order, then the response', async () => {
    const { outcome } = await client.ask(sortContract, 'stream', {
      axon: miner.axon,
      request: { numbers: [3, 1, 2] },
    })
    if ('failure' in outcome) throw new Error(outcome.message)
    expect(outcome.events.map(({ data }) => data.n)).toEqual([3, 1, 2])
    expect(outcome.response).toEqual({ numbers: [3, 1, 2] })
    const times = outcome.events.map(({ atMs }) => atMs)
    expect(times).toEqual([...times].sort((a, b) => a - b))
  })

  it('sends bytes and parameters that need encoding', async () => {
    const { outcome } = await client.ask(sortContract, 'reverse', {
      axon: miner.axon,
      request: Uint8Array.of(0, 255, 10),
      params: { name: 'a b/ü', rest: 'x//y?z#' },
    })
    expect('response' in outcome && [...outcome.response]).toEqual([10, 255, 0])
  })

  it('calls a public route without a signature', async () => {
    const { outcome } = await client.ask(sortContract, 'status', {
      axon: { ...miner.axon, hotkey: 'whoever' },
      request: undefined,
      params: { detail: '%41' },
    })
    expect(outcome).toMatchObject({ response: { detail: '%41', uid: -1 } })
  })

  it('streams events as they come and returns the answer', async () => {
    const stream = client.stream(sortContract, 'stream', { axon: miner.axon, request: { numbers: [1, 2] } })
    const seen: number[] = []
    for (;;) {
      const step = await stream.next()
      if (step.done) {
        expect(step.value.outcome).toMatchObject({ response: { numbers: [1, 2] } })
        break
      }
      seen.push(step.value.data.n)
    }
    expect(seen).toEqual([1, 2])
  })

  it('signs every call anew, many at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 16 }, () =>
        client.ask(sortContract, 'sort', { axon: miner.axon, request: { numbers: [1] } }),
      ),
    )
    expect(answers.filter(({ outcome }) => 'response' in outcome)).toHaveLength(16)
  })

  it('throws for what its own caller gets wrong', async () => {
    const ask = (change: object) =>
      client.ask(sortContract, 'sort', { axon: miner.axon, request: { numbers: [1] }, ...change })
    await expect(ask({ request: { numbers: 'x' } })).rejects.toMatchObject({ code: 'BODY_INVALID' })
    await expect(ask({ params: { id: '1' } })).rejects.toMatchObject({ code: 'PARAMS_INVALID' })
    const routes: Record<string, never> = {}
    const none = { ...sortContract, routes }
    await expect(
      client.ask(none, 'toString', { axon: miner.axon, request: undefined as never }),
    ).rejects.toMatchObject({
      code: 'ROUTE_UNKNOWN',
    })
  })
})
