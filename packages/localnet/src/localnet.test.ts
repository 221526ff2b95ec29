import { ApiPromise, WsProvider } from '@polkadot/api'
import type { ApiOptions, SubmittableExtrinsic } from '@polkadot/api/types'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLocalnet, type Localnet } from './localnet.ts'
import { bytesToHex, hexToBytes } from './runtime/scale/hex.ts'
import { people } from './test-chain.ts'

type Tx = SubmittableExtrinsic<'promise'>
type Pair = (typeof people)['alice']
interface Seen {
  readonly statuses: readonly string[]
  readonly events: readonly string[]
  readonly error: string | undefined
  readonly block: string
}

const { alice, bob, stranger } = people

/** Signs what @polkadot/api asks for, so that the test needs no keyring. */
const signerOf = (pair: Pair) => ({
  signRaw: async ({ data }: { data: string }) => ({
    id: 1,
    signature: bytesToHex(Uint8Array.of(1, ...pair.sign(hexToBytes(data)))) as `0x${string}`,
  }),
})

const connect = (localnet: Localnet): Promise<ApiPromise> =>
  ApiPromise.create({
    // The library's own types do not agree under exactOptionalPropertyTypes.
    provider: new WsProvider(localnet.url) as unknown as NonNullable<ApiOptions['provider']>,
    noInitWarn: true,
  })

describe('createLocalnet, seen by @polkadot/api', () => {
  let localnet: Localnet
  let api: ApiPromise
  beforeAll(async () => {
    localnet = await createLocalnet({ seal: 'instant' })
    api = await connect(localnet)
  })
  afterAll(async () => {
    await api?.disconnect()
    await localnet?.stop()
  })

  /** Signs, sends, and waits until it is final. */
  const send = (tx: Tx, pair: Pair, nonce?: number): Promise<Seen> =>
    new Promise((resolve, reject) => {
      const statuses: string[] = []
      const options = { signer: signerOf(pair), ...(nonce === undefined ? {} : { nonce }) }
      tx.signAndSend(pair.ss58, options, ({ status, events, dispatchError, isError }) => {
        statuses.push(status.type)
        if (isError) return reject(new Error(status.type))
        if (!status.isFinalized) return
        const module = dispatchError?.isModule
          ? api.registry.findMetaError(dispatchError.asModule)
          : undefined
        resolve({
          statuses,
          events: events.map(({ event }) => `${event.section}.${event.method}`),
          error: module ? `${module.section}.${module.name}` : dispatchError?.toString(),
          block: status.asFinalized.toHex(),
        })
      }).catch(reject)
    })
  const free = async (pair: Pair): Promise<bigint> => {
    const account = (await api.query.system!.account!(pair.ss58)) as unknown as {
      data: { free: { toBigInt(): bigint } }
    }
    return account.data.free.toBigInt()
  }
  const transfer = (to: Pair, value: bigint): Tx => api.tx.balances!.transferKeepAlive!(to.ss58, value)

  it('is read from its metadata', () => {
    expect(api.genesisHash.toHex()).toBe(localnet.genesisHash)
    expect(api.runtimeVersion.specVersion.toNumber()).toBe(424)
    expect(api.consts.balances!.existentialDeposit!.toString()).toBe('500')
    expect(api.consts.aura!.slotDuration!.toString()).toBe('12000')
    expect(api.registry.chainSS58).toBe(42)
    expect(api.registry.signedExtensions).toHaveLength(13)
    expect(api.errors.subtensorModule!.NeuronNoValidatorPermit).toBeDefined()
  })

  it('takes a transfer, shows its events, and costs what was estimated', async () => {
    const before = [await free(alice), await free(bob)]
    const { partialFee } = await transfer(bob, 5_000n).paymentInfo(alice.ss58)
    const seen = await send(transfer(bob, 5_000n), alice)
    expect(seen.statuses).toEqual(['Ready', 'InBlock', 'Finalized'])
    expect(seen.events).toEqual([
      'balances.Withdraw',
      'balances.Transfer',
      'balances.Deposit',
      'transactionPayment.TransactionFeePaid',
      'system.ExtrinsicSuccess',
    ])
    expect(await free(bob)).toBe(before[1]! + 5_000n)
    expect(await free(alice)).toBe(before[0]! - 5_000n - partialFee.toBigInt())
  })

  it('decodes why a call failed', async () => {
    const weights = api.tx.subtensorModule!.setWeights!(1, [0], [1], 0)
    const call = api.tx.utility!.batchAll!([weights])
    expect((await send(call, bob)).error).toMatch(/^subtensorModule\./)
    expect((await send(transfer(bob, 1n << 60n), alice)).error).toContain('FundsUnavailable')
    const nested = api.tx.utility!.batch!([api.tx.utility!.batch!([transfer(bob, 1n)])])
    expect((await send(nested, alice)).error).toBe('system.CallFiltered')
  })

  it('runs batches and sudo', async () => {
    const batch = api.tx.utility!.batchAll!([transfer(bob, 1_000n), transfer(bob, 2_000n)])
    const { events } = await send(batch, alice)
    expect(events.filter((event) => event === 'utility.ItemCompleted')).toHaveLength(2)
    const inner = api.tx.balances!.forceSetBalance!(stranger.ss58, 99_000n)
    expect((await send(api.tx.sudo!.sudo!(inner), alice)).events).toContain('sudo.Sudid')
    expect(await free(stranger)).toBe(99_000n)
  })

  it('takes several transactions of one account at once, in nonce order', async () => {
    const before = await free(bob)
    const first = (await api.rpc.system.accountNextIndex(alice.ss58)).toNumber()
    const order = [2, 0, 3, 1]
    const seen = await Promise.all(order.map((nonce) => send(transfer(bob, 10n), alice, first + nonce)))
    expect(seen.every(({ error }) => error === undefined)).toBe(true)
    expect(await free(bob)).toBe(before + 40n)
    expect((await api.rpc.system.accountNextIndex(alice.ss58)).toNumber()).toBe(first + 4)
  })

  it('refuses with the words that clients know', async () => {
    await expect(send(transfer(bob, 1n), alice, 0)).rejects.toThrow(
      '1010: Invalid Transaction: Transaction is outdated',
    )
    const notSudo = api.tx.sudo!.sudo!(transfer(bob, 1n))
    await expect(send(notSudo, bob)).rejects.toThrow('1010: Invalid Transaction: Invalid signing address')
  })

  it('notifies of heads and of storage', async () => {
    const heads: number[] = []
    const balances: bigint[] = []
    const stopHeads = await api.rpc.chain.subscribeNewHeads((header) => {
      heads.push(header.number.toNumber())
    })
    const stopBalances = (await api.query.system!.account!(bob.ss58, (account: unknown) => {
      balances.push((account as { data: { free: { toBigInt(): bigint } } }).data.free.toBigInt())
    })) as unknown as () => void
    await send(transfer(bob, 123n), alice)
    stopHeads()
    stopBalances()
    expect(heads.at(-1)).toBe(localnet.head().number)
    expect(balances.at(-1)).toBe(balances[0]! + 123n)
    const final = (await api.rpc.chain.getFinalizedHead()).toHex()
    expect(final).toBe(localnet.head().hash)
  })

  it('keeps its ledger, and shows it to others', async () => {
    const accounts = await api.query.system!.account!.entries()
    const owned = accounts.reduce((sum, [, value]) => {
      const { data } = value as unknown as {
        data: { free: { toBigInt(): bigint }; reserved: { toBigInt(): bigint } }
      }
      return sum + data.free.toBigInt() + data.reserved.toBigInt()
    }, 0n)
    const issuance = await api.query.balances!.totalIssuance!()
    expect(owned.toString()).toBe(issuance.toString())
    expect(localnet.ledger().tao).toEqual({ issuance: `${owned}`, accounts: `${owned}`, difference: '0' })
    expect(localnet.accounts().reduce((sum, account) => sum + account.free, 0n)).toBe(owned)
  })
})
