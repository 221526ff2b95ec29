import { createClient } from '@subnetkit/protocol/client'
import { type Keypair, keypairFromUri } from '@subnetkit/wallet/keys'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { CharacterWrap } from '../character.ts'
import type { MinerEvent } from '../events.ts'
import { type FakeChain, fakeChain } from '../testing/fake-chain.ts'
import { noModels } from '../testing/no-models.ts'
import { contract, miner } from '../testing/sort-subnet.ts'
import { createMiner, type MinerOptions, type RunningMiner } from './create-miner.ts'

const validator = keypairFromUri('//Validator')
const key = (name: string): Keypair => keypairFromUri(`//${name}`)

let chain: FakeChain
let events: MinerEvent[] = []
let running: RunningMiner[] = []
const client = createClient({ keypair: validator, allowLocal: true })
beforeEach(() => {
  chain = fakeChain()
  chain.register(validator.ss58, { validatorPermit: true })
  events = []
  running = []
})
afterEach(async () => {
  await Promise.all(running.map((one) => one.stop()))
})

async function mining(part: Partial<MinerOptions> = {}): Promise<RunningMiner> {
  const hotkey = part.hotkey ?? key('Miner')
  if (!chain.neurons.some((n) => n.hotkey === hotkey.ss58)) chain.register(hotkey.ss58)
  const one = createMiner({
    subnet: { contract, miner },
    chain,
    netuid: 2,
    hotkey,
    models: noModels,
    listen: { host: '127.0.0.1', port: 0 },
    onEvent: (event) => events.push(event),
    ...part,
  })
  running.push(one)
  await one.start()
  return one
}

const ask = async (one: RunningMiner, as = client, hotkey = key('Miner').ss58, numbers = [3, 1, 2]) => {
  const axon = { url: one.status().url ?? '', hotkey }
  return (await as.ask(contract, 'stream', { axon, request: { numbers } })).outcome
}

test('serves programs on this machine unsigned, and only when it listens on loopback', async () => {
  const open = { unsigned: true, listen: { host: '0.0.0.0', port: 0 } }
  await expect(mining(open)).rejects.toMatchObject({ code: 'UNSIGNED_NEEDS_LOOPBACK' })
  await expect(mining({ ...open, listen: { host: 'localhost', port: 0 } })).rejects.toMatchObject({
    code: 'UNSIGNED_NEEDS_LOOPBACK',
  })
  const one = await mining({ unsigned: true })
  const answer = await fetch(`${one.status().url}/v1/sort`, { method: 'POST', body: '{"numbers":[2,1]}' })
  expect(await answer.json()).toEqual({ numbers: [1, 2] })
})

test('answers a permitted validator, refuses others, and tells both', async () => {
  const one = await mining()
  expect(await ask(one)).toMatchObject({ response: { numbers: [1, 2, 3] } })
  const stranger = createClient({ keypair: key('Stranger'), allowLocal: true })
  expect(await ask(one, stranger)).toMatchObject({ failure: 'refused', status: 403 })
  await stranger.close()
  await vi.waitFor(() => expect(events.filter(({ type }) => type === 'answered')).toHaveLength(2))
  expect(events).toContainEqual(
    expect.objectContaining({
      type: 'answered',
      route: 'stream',
      hotkey: validator.ss58,
      status: 200,
      code: null,
    }),
  )
  expect(events).toContainEqual(
    expect.objectContaining({ type: 'answered', status: 403, code: 'CALLER_UNKNOWN' }),
  )
})

test('a validator that gains its permit is let in with the next blocks', async () => {
  const late = createClient({ keypair: key('Late'), allowLocal: true })
  chain.register(key('Late').ss58)
  const one = await mining()
  expect(await ask(one, late)).toMatchObject({ status: 403 })
  const at = chain.neurons.findIndex(({ hotkey }) => hotkey === key('Late').ss58)
  chain.neurons[at] = { ...chain.neurons[at]!, validatorPermit: true }
  chain.seal()
  await vi.waitFor(async () => expect(await ask(one, late)).toHaveProperty('response'))
  await late.close()
})

test('a directory that grew too old lets nobody in, and /health says so', async () => {
  const one = await mining({ policy: { maxDirectoryAgeMs: 200 } })
  expect(await ask(one)).toHaveProperty('response')
  chain.broken.metagraph = () => Promise.reject(new Error('gone'))
  await new Promise((resolve) => setTimeout(resolve, 250))
  expect(await ask(one)).toMatchObject({ failure: 'status', status: 503 })
  const health = await fetch(`${one.status().url}/health`)
  expect(health.status).toBe(503)
  expect(await health.json()).toMatchObject({ ready: false, registered: true })
  expect((await fetch(`${one.status().url}/health?live`)).status).toBe(200)
})

test('tells the chain its address once, and not when the chain knows it', async () => {
  const one = await mining()
  await vi.waitFor(() => expect(chain.served).toHaveLength(1))
  expect(chain.served[0]).toMatchObject({ ip: '::ffff:127.0.0.1' })
  const port = Number(new URL(one.status().url ?? '').port)
  await one.stop()
  events = []
  await mining({ listen: { host: '127.0.0.1', port } })
  await vi.waitFor(() =>
    expect(events).toContainEqual(expect.objectContaining({ type: 'axon-served', changed: false })),
  )
  expect(chain.served).toHaveLength(1)
})

test('an address that the chain refuses is tried again after the rate limit, not before', async () => {
  const serve = chain.serveAxon
  let tries = 0
  chain.serveAxon = async () => {
    tries++
    throw new Error('ServingRateLimitExceeded')
  }
  await mining()
  await vi.waitFor(() => expect(events.some(({ type }) => type === 'error')).toBe(true))
  chain.seal()
  await new Promise((resolve) => setTimeout(resolve, 350))
  expect(tries).toBe(1)
  chain.serveAxon = serve
  chain.seal(2)
  await vi.waitFor(() => expect(chain.served).toHaveLength(1))
})

test('commits once to what the subnet says, and again only when it changed', async () => {
  const committing = (text: string) => ({
    contract,
    miner: { ...miner, commit: () => new TextEncoder().encode(text) },
  })
  const committed = () => events.filter((event) => event.type === 'committed')
  for (const [text, count] of [
    ['model 1', 1],
    ['model 1', 2],
    ['model 2', 3],
  ] as const) {
    const one = await mining({ subnet: committing(text) })
    await vi.waitFor(() => expect(committed()).toHaveLength(count))
    await one.stop()
  }
  expect(committed().map(({ changed }) => changed)).toEqual([true, false, true])
})

test('a commitment that the chain refuses is told, and the miner serves all the same', async () => {
  chain.setCommitment = () => Promise.reject(new Error('too many fields'))
  const one = await mining({ subnet: { contract, miner: { ...miner, commit: () => new Uint8Array(1) } } })
  await vi.waitFor(() =>
    expect(events).toContainEqual(expect.objectContaining({ code: 'COMMITMENT_REFUSED' })),
  )
  expect(await ask(one)).toHaveProperty('response')
})

test('not registered: refused with the line to type', async () => {
  const start = createMiner({
    subnet: { contract, miner },
    chain,
    netuid: 2,
    hotkey: key('Nobody'),
    models: noModels,
    listen: { host: '127.0.0.1', port: 0 },
  }).start()
  await expect(start).rejects.toMatchObject({
    code: 'NOT_REGISTERED',
    remedy: expect.stringContaining('btcli'),
  })
})

test('a port that is taken is told', async () => {
  const one = await mining()
  const port = Number(new URL(one.status().url ?? '').port)
  const second = mining({ hotkey: key('Second'), listen: { host: '127.0.0.1', port } })
  await expect(second).rejects.toMatchObject({ code: 'SERVER_PORT_TAKEN' })
})

test('on a public network it must know the address to announce', async () => {
  const abroad = { ...chain, network: 'test' as const }
  await expect(mining({ chain: abroad })).rejects.toMatchObject({ code: 'AXON_ADDRESS_MISSING' })
})

test('a setup that fails is told with its reason, and leaves no server', async () => {
  const broken = { ...miner, setup: () => Promise.reject(new Error('no model here')) }
  const start = mining({ subnet: { contract, miner: broken } })
  await expect(start).rejects.toMatchObject({
    code: 'SETUP_FAILED',
    message: expect.stringContaining('no model'),
  })
  expect(running[0]?.status().running).toBe(false)
})

test('stops within a second and a half while it answers, and leaves the port', async () => {
  const slow = {
    routes: { ...miner.routes, sort: () => new Promise<{ numbers: number[] }>(() => {}) },
  }
  const one = await mining({ subnet: { contract, miner: slow } })
  const axon = { url: one.status().url ?? '', hotkey: key('Miner').ss58 }
  const open = client.ask(contract, 'sort', { axon, request: { numbers: [] } })
  await new Promise((resolve) => setTimeout(resolve, 50))
  const startedMs = performance.now()
  await one.stop()
  expect(performance.now() - startedMs).toBeLessThan(1_500)
  expect((await open).outcome).toHaveProperty('failure')
  await expect(fetch(axon.url)).rejects.toThrow()
})

test('/metrics counts requests when it is on, and is not there when it is off', async () => {
  const off = await mining()
  expect((await fetch(`${off.status().url}/metrics`)).status).toBe(404)
  const on = await mining({ hotkey: key('Open'), metrics: true })
  await ask(on, client, key('Open').ss58)
  await vi.waitFor(async () => {
    const text = await (await fetch(`${on.status().url}/metrics`)).text()
    expect(text).toContain('subnetkit_miner_requests_total{route="stream",status="200"} 1')
  })
})

test('a character stands round the work, knows its peers and what it has answered', async () => {
  await mining()
  let pastAnswers = 0
  const gossip: CharacterWrap = (next, { peers, history, random }) =>
    async function* (call) {
      pastAnswers = history.length
      const answers = await Promise.all(peers().map((peer) => peer.ask(call)))
      // The peer's policy does not let a miner in.
      yield { n: answers.filter((answer) => answer === undefined).length }
      expect(random.integer(1)).toBe(0)
      return yield* next(call)
    }
  await vi.waitFor(() => expect(chain.served).toHaveLength(1))
  const one = await mining({ hotkey: key('Gossip'), wrap: gossip })
  const first = await ask(one, client, key('Gossip').ss58)
  expect(first).toMatchObject({ response: { numbers: [1, 2, 3] } })
  expect('events' in first && first.events.map(({ data }) => data)).toEqual([
    { n: 1 },
    { n: 1 },
    { n: 2 },
    { n: 3 },
  ])
  await ask(one, client, key('Gossip').ss58)
  expect(pastAnswers).toBe(1)
  const plain = await client.ask(contract, 'sort', {
    axon: { url: one.status().url ?? '', hotkey: key('Gossip').ss58 },
    request: { numbers: [2, 1] },
  })
  expect(plain.outcome).toMatchObject({ response: { numbers: [1, 2] } })
})
