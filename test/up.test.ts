import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ApiPromise, Keyring, type SubmittableResult, WsProvider } from '@polkadot/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Report } from '../packages/cli/src/index.ts'
import { type RunningCommand, subnetkit } from './command.ts'

const seed = 'end-to-end'
const folder = (): string => mkdtempSync(join(tmpdir(), 'subnetkit-up-'))
const up = (dir: string, ...args: string[]): RunningCommand =>
  subnetkit('up', '--subnets', 'text', '--port', '0', '--dir', dir, '--seed', seed, '--json', ...args)

/** The outsider: @polkadot/api alone. */
const connectApi = (url: string): Promise<ApiPromise> => {
  const provider = new WsProvider(url) as NonNullable<
    NonNullable<ConstructorParameters<typeof ApiPromise>[0]>['provider']
  >
  return ApiPromise.create({ provider, noInitWarn: true })
}

const share = (report: Report, character: string): number => {
  const miners = report.subnets[0]!.neurons.filter(({ role }) => role === 'miner')
  const sum = (of: typeof miners): number => of.reduce((total, { incentive }) => total + incentive, 0)
  return sum(miners.filter((miner) => miner.character === character)) / sum(miners)
}

describe('subnetkit up --epochs 3 --json', () => {
  const dir = folder()
  let command: RunningCommand
  let report: Report
  let api: ApiPromise
  let url: string

  beforeAll(async () => {
    command = up(dir, '--epochs', '3', '--keep')
    url = (await command.seen(/ws:\/\/127\.0\.0\.1:\d+/))[0]
    await command.seen(/Done\. The chain still answers/, 170_000)
    report = JSON.parse(command.stdout()) as Report
    api = await connectApi(url)
  }, 180_000)

  afterAll(async () => {
    await api?.disconnect()
    command?.child.kill('SIGKILL')
  })

  it('pays the useful and not the clever', () => {
    expect(share(report, 'honest')).toBeGreaterThanOrEqual(0.9)
    for (const attacker of ['lazy', 'copier', 'cheat']) {
      expect(share(report, attacker), attacker).toBeLessThan(0.03)
    }
    const [subnet] = report.subnets
    expect(subnet!.epochs).toHaveLength(3)
    for (const neuron of subnet!.neurons) {
      if (neuron.role === 'validator') {
        expect(neuron.weights.length).toBeGreaterThan(0)
        expect(neuron.requests).toBeGreaterThan(0)
      }
      if (neuron.role === 'miner') expect(neuron.requests).toBeGreaterThan(0)
    }
  })

  it('reports the integers that anybody reads from the chain', async () => {
    const at = await api.at(report.blockHash)
    const query = at.query.subtensorModule!
    const [subnet] = report.subnets
    const vector = async (item: string): Promise<number[]> =>
      (await query[item]!(subnet!.netuid)).toJSON() as number[]
    for (const item of [
      'incentive',
      'dividends',
      'consensus',
      'validatorTrust',
      'validatorPermit',
    ] as const) {
      expect(await vector(item), item).toEqual(subnet!.neurons.map((neuron) => neuron[item]))
    }
    const metagraph = (await at.call.subnetInfoRuntimeApi!.getMetagraph!(subnet!.netuid)).toJSON() as {
      hotkeys: string[]
      incentives: number[]
    }
    expect(metagraph.hotkeys).toEqual(subnet!.neurons.map(({ hotkey }) => hotkey))
    expect(metagraph.incentives).toEqual(subnet!.neurons.map(({ incentive }) => incentive))
    for (const { uid, weights } of subnet!.neurons) {
      expect((await query.weights!(subnet!.netuid, uid)).toJSON()).toEqual(weights)
    }
  })

  it('has a ledger that holds when it is added up from raw storage', async () => {
    const at = await api.at(report.blockHash)
    const accounts = await at.query.system!.account!.entries()
    const total = accounts.reduce((sum, [, account]) => {
      const { data } = account.toJSON() as unknown as {
        data: { free: string | number; reserved: string | number }
      }
      return sum + BigInt(data.free) + BigInt(data.reserved)
    }, 0n)
    expect(report.ledger.tao.difference).toBe('0')
    expect(total.toString()).toBe(report.ledger.tao.accounts)
    expect((await at.query.balances!.totalIssuance!()).toString()).toBe(report.ledger.tao.issuance)
    for (const subnet of report.ledger.subnets) {
      expect(subnet.taoPool).toBe(subnet.taoAccount)
      expect(BigInt(subnet.dust)).toBeGreaterThanOrEqual(0n)
    }
  })

  it('takes a transfer of an outsider, and refuses weights of a key without permit in its own words', async () => {
    const alice = new Keyring({ type: 'sr25519' }).addFromUri('//Alice')
    const stranger = new Keyring({ type: 'sr25519' }).addFromUri('//Stranger')
    const send = (tx: ReturnType<typeof transfer>, key: typeof alice) =>
      new Promise<SubmittableResult>((resolve, reject) => {
        tx.signAndSend(key, (result) => {
          if (result.isInBlock) resolve(result as SubmittableResult)
        }).catch(reject)
      })
    const transfer = () => api.tx.balances!.transferKeepAlive!(stranger.address, 5_000_000_000n)
    const { events } = await send(transfer(), alice)
    const names = events.map(({ event }) => `${event.section}.${event.method}`)
    expect(names).toContain('balances.Transfer')
    expect(names.at(-1)).toBe('system.ExtrinsicSuccess')

    const { netuid, neurons } = report.subnets[0]!
    // Emission is stake, and stake brings permits: a miner that earned nothing has none.
    const keys = [1, 2, 3, 4, 5].map((number) => {
      const file = join(dir, 'cast', `text-miner-${number}`, 'hotkeys', 'default')
      const { secretSeed } = JSON.parse(readFileSync(file, 'utf8'))
      return new Keyring({ type: 'sr25519' }).addFromSeed(Buffer.from(secretSeed.slice(2), 'hex'))
    })
    const without = neurons.find(({ role, validatorPermit }) => role === 'miner' && !validatorPermit)!
    const { uid } = without
    const miner = keys.find(({ address }) => address === without.hotkey)!
    const other = neurons.find((neuron) => neuron.uid !== uid)!.uid
    const refused = await send(api.tx.subtensorModule!.setWeights!(netuid, [other], [65_535], 0), miner)
    const error = api.registry.findMetaError(refused.dispatchError!.asModule)
    expect(`${error.section}.${error.name}`).toBe('subtensorModule.NeuronNoValidatorPermit')
  })

  it('stops within two seconds and leaves no port behind', async () => {
    await api.disconnect()
    expect(await command.stop()).toBeLessThan(2_000)
    await expect(fetch(url.replace('ws', 'http'))).rejects.toThrow()
  })
})

it('agrees with itself: two runs with one seed', { timeout: 240_000 }, async () => {
  const reports: Report[] = []
  for (const _ of [1, 2]) {
    const command = up(folder(), '--epochs', '2')
    expect(await command.ended, command.stderr().slice(-3000)).toBe(0)
    reports.push(JSON.parse(command.stdout()) as Report)
  }
  const [a, b] = reports as [Report, Report]
  const cast = (report: Report) =>
    report.subnets[0]!.neurons.map(({ uid, hotkey, character }) => [uid, hotkey, character])
  const earners = (report: Report) =>
    report.subnets[0]!.neurons.filter(({ incentive }) => incentive > 655).map(({ uid }) => uid)
  expect(a.genesisHash).toBe(b.genesisHash)
  expect(cast(a)).toEqual(cast(b))
  expect(earners(a)).toEqual(earners(b))
  expect(Math.abs(share(a, 'honest') - share(b, 'honest'))).toBeLessThan(0.02)
})
