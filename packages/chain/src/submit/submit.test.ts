import { manualClock, systemClock } from '@subnetkit/core'
import { keypairFromUri } from '@subnetkit/wallet/keys'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type MockRequest, silence } from '../../test/mock-node.ts'
import { type MockSubtensor, startMockSubtensor } from '../../test/mock-subtensor.ts'
import { setWeights, sudo, transfer } from '../actions.ts'
import type { Chain } from '../chain.ts'
import { connect } from '../connect.ts'
import { plan } from '../plan/plan.ts'
import { keepNonces } from './nonces.ts'
import { submitCall } from './submit.ts'

const alice = keypairFromUri('//Alice')
const aliceHex = Buffer.from(alice.publicKey).toString('hex')
const included = `0x${'be'.repeat(32)}`

const info = '0400' + '0000'
const record = (index: number, event: string) => `00${`0${index}000000`}${event}00`
const success = record(1, `0000${info}`)
/** DispatchError::Module of SubtensorModule, error 29 (SettingWeightsTooFast). */
const tooFast = '03071d000000'
const failed = record(1, `0001${tooFast}${info}`)
const feePaid = record(1, `0600${aliceHex}${'7b00000000000000'}${'00'.repeat(8)}`)
const sudoFailed = record(1, `0c0001${tooFast}`)
const ofAnother = record(0, `0001${tooFast}${info}`)

describe('chain.submit', () => {
  let node: MockSubtensor
  let chain: Chain
  let pool: string[]
  let events: string[]
  /** What the node does with a submission it has taken. */
  let report: (notify: (status: unknown) => void) => void

  let watches = 0
  const watch = ({ params }: MockRequest) => {
    pool.push(String(params[0]))
    const id = `watch-${++watches}`
    setImmediate(() => report((status) => node.notify('author_extrinsicUpdate', id, status)))
    return id
  }
  const submissions = () => node.requests.filter(({ method }) => method.startsWith('author_submit'))
  const nonceOf = (hex: unknown) =>
    Number.parseInt(
      String(hex)
        .slice(2 + 4 + 2 + 66 + 2 + 128 + 4, -1)
        .slice(0, 2),
      16,
    ) >> 2

  beforeAll(async () => {
    node = await startMockSubtensor()
    node.handle('system_accountNextIndex', () => 5)
    node.handle('chain_getFinalizedHead', () => node.blockHash)
    node.handle('author_unwatchExtrinsic', () => true)
    node.handle('author_submitExtrinsic', ({ params }) => {
      pool.push(String(params[0]))
      return `0x${'00'.repeat(32)}`
    })
    node.handle('author_submitAndWatchExtrinsic', watch)
    node.handle('chain_getBlock', () => ({
      block: { header: { number: '0x1f5' }, extrinsics: ['0x00', ...pool] },
    }))
    node.handle(
      'state_getStorage',
      () => `0x${(events.length * 4).toString(16).padStart(2, '0')}${events.join('')}`,
    )
    chain = await connect({ endpoint: node.url })
  })
  afterAll(async () => {
    await chain.disconnect()
    await node.close()
  })
  beforeEach(() => {
    node.handle('author_submitAndWatchExtrinsic', watch)
    node.handle('system_accountNextIndex', () => 5)
    node.requests.length = 0
    pool = []
    events = [ofAnother, feePaid, success]
    report = (notify) => {
      notify('ready')
      notify({ inBlock: included })
    }
  })

  const pay = (options: Partial<Parameters<typeof transfer>[1]> = {}) =>
    transfer(chain, { dest: alice.ss58, amount: 1n, keypair: alice, preflight: false, ...options })

  it('waits for the block and gives events and fee of this extrinsic only', async () => {
    const receipt = await pay()
    expect(receipt).toMatchObject({ block: { number: 501, hash: included }, fee: 123n, nonce: 5 })
    expect(receipt.events.map(({ pallet, name }) => `${pallet}.${name}`)).toEqual([
      'TransactionPayment.TransactionFeePaid',
      'System.ExtrinsicSuccess',
    ])
    expect(receipt.events[0]?.data).toEqual({ who: alice.ss58, actualFee: 123n, tip: 0n })
  })

  it('is content with the pool when told so', async () => {
    expect(await pay({ wait: 'pool' })).toMatchObject({ events: [], fee: null, nonce: 6 })
    expect(submissions()[0]?.method).toBe('author_submitExtrinsic')
  })

  it('names the module error of a failed call, with what to do', async () => {
    events = [failed]
    await expect(pay()).rejects.toMatchObject({
      code: 'CHAIN_CALL_FAILED',
      details: { pallet: 'SubtensorModule', name: 'SettingWeightsTooFast', block: 501 },
      remedy: expect.stringContaining('WeightsSetRateLimit'),
    })
  })

  it('finds the failure inside a sudo call that itself went well', async () => {
    events = [sudoFailed, success]
    const of = { op: 'start-call', netuid: 2 } as const
    await expect(sudo(chain, { of, keypair: alice, preflight: false })).rejects.toMatchObject({
      code: 'CHAIN_CALL_FAILED',
      details: { call: 'Sudo.sudo', name: 'SettingWeightsTooFast' },
    })
  })

  it("names the pool's refusal", async () => {
    node.handle('author_submitAndWatchExtrinsic', () => {
      throw { code: 1010, message: 'Invalid Transaction', data: 'Custom error: 6' }
    })
    await expect(pay()).rejects.toMatchObject({
      code: 'CHAIN_POOL_REFUSED',
      details: { code: 6, name: 'RateLimitExceeded', call: 'Balances.transfer_keep_alive' },
    })
  })

  it('sends again with a fresh nonce when another program was quicker', async () => {
    let asked = 0
    node.handle('system_accountNextIndex', () => (asked++ === 0 ? 20 : 21))
    node.handle('author_submitAndWatchExtrinsic', (request) => {
      if (submissions().length > 1) return watch(request)
      throw { code: 1010, message: 'Invalid Transaction', data: 'Transaction is outdated' }
    })
    expect((await pay()).nonce).toBe(21)
    expect(submissions()).toHaveLength(2)
  })

  it('gives quick submissions of one key increasing nonces', async () => {
    node.handle('system_accountNextIndex', () => 30)
    const sent = await Promise.all([1, 2, 3].map(() => pay({ wait: 'pool' })))
    expect(sent.map(({ nonce }) => nonce)).toEqual([30, 31, 32])
    expect(submissions().map(({ params }) => nonceOf(params[0]))).toEqual([30, 31, 32])
  })

  it('says when the pool lets a transaction go, and when no block takes it', async () => {
    report = (notify) => notify('dropped')
    await expect(pay()).rejects.toMatchObject({ code: 'CHAIN_POOL_REFUSED', details: { name: 'dropped' } })
    report = () => {}
    await expect(pay({ deadlineMs: 50 })).rejects.toMatchObject({ code: 'CHAIN_NOT_INCLUDED' })
  })

  describe('when the connection is lost', () => {
    beforeEach(() => {
      node.handle('chain_getBlockHash', ({ params }) => {
        if (params[0] === 0) return node.genesisHash
        return params[0] === 501 ? included : node.blockHash
      })
      node.handle('chain_getHeader', () => ({ number: pool.length === 0 ? '0x1f4' : '0x1f5' }))
    })

    it('looks through the blocks for what the pool had taken', async () => {
      report = (notify) => {
        notify('ready')
        setTimeout(() => node.cut(), 20)
      }
      expect((await pay()).block).toEqual({ number: 501, hash: included })
      expect(submissions()).toHaveLength(1)
    })

    it('sends the same bytes again when nobody knows whether the pool took them', async () => {
      node.handle('author_submitAndWatchExtrinsic', ({ params }) => {
        pool.push(String(params[0]))
        node.cut()
        return silence
      })
      node.handle('author_submitExtrinsic', () => {
        throw { code: 1013, message: 'Transaction Already Imported' }
      })
      expect((await pay()).block).toEqual({ number: 501, hash: included })
      const [first, second] = submissions()
      expect(second?.params).toEqual(first?.params)
    })
  })

  it('looks through the blocks itself when a watch stays silent', async () => {
    const clock = manualClock()
    const context = {
      chain: {
        ...chain,
        clock,
        head: async () => ({ number: pool.length === 0 ? 500 : 501, hash: node.blockHash }),
      },
      nonces: keepNonces(async () => 5, clock),
      watch: async (hex: string) => {
        pool.push(hex)
        return { outcome: new Promise<never>(() => {}) }
      },
    }
    node.handle('chain_getBlockHash', ({ params }) => (params[0] === 501 ? included : node.blockHash))
    const call = await chain.call('System', 'remark', ['0x00'])
    const submitted = submitCall(context, call, alice)
    await vi.waitFor(() => expect(pool).toHaveLength(1))
    await systemClock.sleep(20)
    clock.advance(30_000)
    expect((await submitted).block).toEqual({ number: 501, hash: included })
  })

  it('refuses weights that the chain would refuse, before sending them', async () => {
    const weights = { netuid: 2, uids: [0], values: [1], keypair: alice }
    node.store('SubtensorModule', 'NetworksAdded', [2], '0x01')
    node.store('SubtensorModule', 'SubnetworkN', [2], '0x0100')
    await expect(setWeights(chain, weights)).rejects.toMatchObject({
      code: 'CHAIN_PREFLIGHT',
      details: { violation: 'CommitRevealEnabled' },
    })
    node.store('SubtensorModule', 'CommitRevealWeightsEnabled', [2], '0x00')
    await expect(setWeights(chain, weights)).rejects.toMatchObject({
      code: 'CHAIN_PREFLIGHT',
      details: { violation: 'HotKeyNotRegisteredInSubNet' },
    })
    expect(submissions()).toHaveLength(0)
    expect((await setWeights(chain, { ...weights, preflight: false })).fee).toBe(123n)
  })

  it('plans without sending', async () => {
    const found = await plan(chain, { op: 'transfer', dest: alice.ss58, amount: 7n }, alice.ss58)
    expect(found).toMatchObject({ callName: 'Balances.transfer_keep_alive', spend: 7n, fee: null, ok: false })
    expect(found.violations.map(({ name }) => name)).toEqual(['FundsUnavailable'])
    node.answer('TransactionPaymentApi_query_info', `0x0400${'00'}${'3930000000000000'}`)
    node.store(
      'System',
      'Account',
      [alice.ss58],
      `0x${'00'.repeat(16)}${'0a'.padEnd(16, '0')}${'00'.repeat(32)}`,
    )
    const better = await plan(chain, { op: 'transfer', dest: alice.ss58, amount: 7n }, alice.ss58)
    expect(better).toMatchObject({ fee: 12_345n, ok: true, warnings: [] })
    expect(submissions()).toHaveLength(0)
  })
})

describe('chain.submit on a public network', () => {
  it('sends nothing that may cost funds, and free calls as ever', async () => {
    const genesisHash = '0x8f9cf856bf558a14440e75569c9e58594757048d7b3a84b5d25f6bd978263105'
    const node = await startMockSubtensor({ genesisHash })
    const chain = await connect({ endpoint: node.url })
    const options = { dest: alice.ss58, amount: 1n, keypair: alice }
    await expect(transfer(chain, options)).rejects.toMatchObject({
      code: 'CHAIN_SPEND_REFUSED',
      remedy: expect.stringContaining(`btcli wallet transfer --dest ${alice.ss58} --amount 0.000000001`),
    })
    const call = await chain.call('Balances', 'transfer_keep_alive', [alice.ss58, 1n])
    await expect(chain.submit(call, alice)).rejects.toMatchObject({ code: 'CHAIN_SPEND_REFUSED' })
    await expect(transfer(chain, { ...options, spend: 'allow' })).rejects.toMatchObject({
      code: 'CHAIN_PREFLIGHT',
    })
    const weights = { netuid: 2, uids: [0], values: [1], keypair: alice }
    await expect(setWeights(chain, weights)).rejects.toMatchObject({ code: 'CHAIN_PREFLIGHT' })
    expect(node.requests.filter(({ method }) => method.startsWith('author_'))).toHaveLength(0)
    await chain.disconnect()
    await node.close()
  })
})
