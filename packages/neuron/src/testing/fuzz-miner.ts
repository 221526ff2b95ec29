import { Agent, request as httpRequest } from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
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
  /** What heap and buffers have grown by after the first tenth of the requests, in bytes. */
  readonly memoryGrowth: number
}

const atOnce = 8

/**
 * Sends a miner requests that are signed as they should be and wrong in every other way: bytes that are no JSON, JSON cut
 * short, and a valid request with parts left out, added, or replaced by what no schema expects. A valid request of bytes
 * is cut, stretched and changed byte by byte; parameters of the path become texts that nobody meant.
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
  /** A request that the route takes: JSON, bytes, or undefined for a GET. */
  valid: unknown
  /** What the path's parameters are in a valid request. */
  params?: Readonly<Record<string, string>>
  /** Headers that go with the valid request, such as its media type. */
  headers?: Readonly<Record<string, string>>
  count: number
  seed?: string
}): Promise<FuzzReport> {
  const {
    subnet,
    models,
    config,
    route,
    valid,
    params = {},
    headers: own = {},
    count,
    seed = 'fuzz',
  } = options
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
  const { method, path: template } = subnet.contract.routes[route]!
  await miner.start()
  const { hostname, port } = new URL(miner.status().url!)

  const send = (
    path: string,
    body: Buffer,
    extra: Record<string, string>,
  ): Promise<{ status: number; text: string }> =>
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
  let [next, before] = [0, 0]
  const worker = async (): Promise<void> => {
    while (next < count) {
      const at = next++
      if (at === Math.floor(count / 10)) before = memory()
      const { body, headers } = spoil(valid, own, random.derive(at))
      const { status, text } = await send(
        spoilPath(template, params, random.derive(at, 'path')),
        body,
        headers,
      )
      statuses[status] = (statuses[status] ?? 0) + 1
      const fine = status === 200 || (status >= 400 && status < 500 && /"code":"[A-Z_]+"/.test(text))
      if (!fine)
        faults.push({ status, text: text.slice(0, 500), body: body.toString('latin1').slice(0, 500) })
    }
  }
  try {
    await Promise.all(Array.from({ length: atOnce }, worker))
    return { statuses, faults, memoryGrowth: memory() - before }
  } finally {
    agent.destroy()
    await miner.stop()
  }
}

/** What nobody uses any more is no growth. Node has it behind a flag that can be set while it runs. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
}

function memory(): number {
  collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
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

/** A path whose parameters are the valid ones, or one in four something else. */
function spoilPath(template: string, params: Readonly<Record<string, string>>, random: Random): string {
  return template.replace(/[:*](\w+)/g, (_, name: string) =>
    random.integer(4) > 0
      ? encodeURIComponent(params[name] ?? 'x')
      : random.pick([
          '',
          '.',
          '..',
          '%2e%2e%2f',
          '%',
          '%zz',
          '%00',
          '%ff',
          '__proto__',
          'x'.repeat(2_000),
          '-1',
          '9e9',
        ]),
  )
}

/** The bytes cut, stretched, or with some of them changed; the more of them at the start, where lengths stand. */
function spoilBytes(valid: Uint8Array, random: Random): Buffer {
  const bytes = Buffer.from(valid)
  switch (random.integer(4)) {
    case 0:
      return bytes.subarray(0, random.integer(bytes.length + 1))
    case 1:
      return Buffer.concat([bytes, random.bytes(1 + random.integer(2_000))])
    case 2:
      return Buffer.from(random.bytes(random.integer(bytes.length + 1)))
    default: {
      const reach = random.integer(2) === 0 ? Math.min(64, bytes.length) : bytes.length
      for (let left = 1 + random.integer(8); left > 0; left--)
        bytes[random.integer(reach)] = random.integer(256)
      return bytes
    }
  }
}

function spoil(
  valid: unknown,
  own: Readonly<Record<string, string>>,
  random: Random,
): { body: Buffer; headers: Record<string, string> } {
  const isBytes = valid instanceof Uint8Array
  const type = { 'content-type': isBytes ? 'application/octet-stream' : 'application/json', ...own }
  const mutated = isBytes
    ? spoilBytes(valid, random)
    : Buffer.from(JSON.stringify(mutate(valid, random)) ?? '')
  switch (random.integer(8)) {
    case 0:
      return { body: Buffer.from(random.bytes(random.integer(300))), headers: type }
    case 1:
      return { body: mutated.subarray(0, random.integer(mutated.length + 1)), headers: type }
    case 2: {
      const endless = isBytes ? valid : (JSON.stringify(valid)?.replace(/\d+/, '1e999') ?? '')
      return { body: Buffer.from(endless), headers: type }
    }
    case 3:
      return {
        body: mutated,
        headers: { ...own, 'content-encoding': random.pick(['gzip', 'br', 'x', 'identity']) },
      }
    case 4:
      return {
        body: mutated,
        headers: { ...own, 'content-type': random.pick(['text/plain', 'image/png', '*/*']) },
      }
    default:
      return { body: mutated, headers: type }
  }
}
