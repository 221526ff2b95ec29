import { Agent, request as httpRequest } from 'node:http'
import { type Random, seededRandom } from '@subnetkit/core'
import type { Models } from '@subnetkit/models'
import { signRequest } from '@subnetkit/protocol'
import { keypairFromSeed } from '@subnetkit/wallet/keys'
import type { MinerSubnet } from '../any-subnet.ts'
import { createMiner } from '../miner/create-miner.ts'
import { fakeChain } from './fake-chain.ts'

/** What a fuzzed route answered. */
export interface FuzzReport {
  /** How often each status came. */
  readonly statuses: Readonly<Record<number, number>>
  /** Requests that got neither an answer nor a refusal with a code: a fault of the miner. */
  readonly faults: readonly { readonly status: number; readonly text: string; readonly body: string }[]
  /** What the heap has grown by after the first tenth of the requests, in bytes. */
  readonly heapGrowth: number
}

const atOnce = 8

/**
 * Sends a miner requests that are signed as they should be and wrong in every other way: bytes that are no JSON, JSON cut
 * short, and a valid request with parts left out, added, or replaced by what no schema expects.
 *
 * @example
 * ```ts
 * import { fuzzMiner } from '@subnetkit/neuron/testing'
 *
 * const { faults } = await fuzzMiner({ subnet: { contract, miner }, models, route: 'sort', valid: { numbers: [1] }, count: 10_000 })
 * ```
 */
export async function fuzzMiner(options: {
  subnet: MinerSubnet
  models: Models
  config?: Readonly<Record<string, unknown>>
  route: string
  /** A request that the route takes. */
  valid: unknown
  count: number
  seed?: string
}): Promise<FuzzReport> {
  const { subnet, models, config, route, valid, count, seed = 'fuzz' } = options
  const random = seededRandom(seed)
  const [validator, hotkey] = ['validator', 'miner'].map((name) =>
    keypairFromSeed(random.derive(name).bytes(32)),
  )
  const chain = fakeChain()
  chain.register(validator!.ss58, { validatorPermit: true })
  chain.register(hotkey!.ss58)
  const miner = createMiner({
    subnet,
    chain,
    netuid: 1,
    hotkey: hotkey!,
    models,
    listen: { host: '127.0.0.1', port: 0 },
    ...(config ? { config } : {}),
  })
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const { method, path } = subnet.contract.routes[route]!
  await miner.start()
  const { hostname, port } = new URL(miner.status().url!)

  const send = (body: Buffer, extra: Record<string, string>): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      const signed = signRequest({ keypair: validator!, method, path, body, receiver: hotkey!.ss58 })
      const headers = { ...signed, ...extra, 'content-length': body.length }
      const outgoing = httpRequest({ agent, hostname, port, method, path, headers }, (incoming) => {
        let text = ''
        incoming.setEncoding('utf8').on('data', (chunk) => {
          text += chunk
        })
        incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, text })).on('error', reject)
      })
      outgoing.on('error', reject).end(body)
    })

  const statuses: Record<number, number> = {}
  const faults: { status: number; text: string; body: string }[] = []
  let [next, heapBefore] = [0, 0]
  const worker = async (): Promise<void> => {
    while (next < count) {
      const at = next++
      if (at === Math.floor(count / 10)) heapBefore = heapUsed()
      const { body, headers } = spoil(valid, random.derive(at))
      const { status, text } = await send(body, headers)
      statuses[status] = (statuses[status] ?? 0) + 1
      const fine = status === 200 || (status >= 400 && status < 500 && /"code":"[A-Z_]+"/.test(text))
      if (!fine)
        faults.push({ status, text: text.slice(0, 500), body: body.toString('latin1').slice(0, 500) })
    }
  }
  try {
    await Promise.all(Array.from({ length: atOnce }, worker))
    return { statuses, faults, heapGrowth: heapUsed() - heapBefore }
  } finally {
    agent.destroy()
    await miner.stop()
  }
}

function heapUsed(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

/** Values that schemas and their users forget. */
const nasty = (random: Random): unknown =>
  random.pick<() => unknown>([
    () => null,
    () => true,
    () => -1,
    () => 0.1,
    () => 1e308,
    () => 2 ** 53,
    () => '',
    () => '\u0000\ud800',
    () => 'x'.repeat(random.integer(12_000)),
    () => '😀'.repeat(600),
    () => [],
    () => ({}),
    () => Array.from({ length: 500 }, () => 0),
    () => ({ toString: 1, ['__proto__']: { polluted: true }, constructor: null }),
    () => JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`),
  ])()

/** The value with one place in it left out, added to, or replaced. */
function mutate(value: unknown, random: Random): unknown {
  if (typeof value !== 'object' || value === null || random.integer(4) === 0) return nasty(random)
  const entries = Object.entries(value)
  const at = random.integer(entries.length + 1)
  if (at === entries.length)
    entries.push([random.pick(['extra', 'length', '0', 'constructor']), nasty(random)])
  else if (random.integer(4) === 0) entries.splice(at, 1)
  else entries[at] = [entries[at]![0], mutate(entries[at]![1], random)]
  return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries)
}

function spoil(valid: unknown, random: Random): { body: Buffer; headers: Record<string, string> } {
  const type = { 'content-type': 'application/json' }
  const mutated = Buffer.from(JSON.stringify(mutate(valid, random)) ?? '')
  switch (random.integer(8)) {
    case 0:
      return { body: Buffer.from(random.bytes(random.integer(300))), headers: type }
    case 1:
      return { body: mutated.subarray(0, random.integer(mutated.length + 1)), headers: type }
    case 2:
      return { body: Buffer.from(JSON.stringify(valid).replace(/\d+/, '1e999')), headers: type }
    case 3:
      return { body: mutated, headers: { 'content-encoding': random.pick(['gzip', 'br', 'x', 'identity']) } }
    case 4:
      return { body: mutated, headers: { 'content-type': random.pick(['text/plain', 'image/png', '*/*']) } }
    default:
      return { body: mutated, headers: type }
  }
}
