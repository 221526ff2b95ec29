import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createLocalnet, type Localnet } from './localnet.ts'
import { systemStorage } from './runtime/pallets/system-storage.ts'
import { binaryToBytes, bytesToHex } from './runtime/scale/hex.ts'
import { idOf, openTestChain, people } from './test-chain.ts'

const { alice, bob } = people

interface Answer {
  readonly id?: unknown
  readonly result?: unknown
  readonly error?: { readonly code: number; readonly message: string; readonly data?: string }
}

describe('JSON-RPC over HTTP and websocket', () => {
  let localnet: Localnet
  let url: string
  beforeAll(async () => {
    localnet = await createLocalnet()
    url = `http://127.0.0.1:${localnet.port}`
    await localnet.seal(600)
  })
  afterAll(() => localnet.stop())

  const post = (body: string) =>
    fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const ask = async (method: string, params: unknown[] = []): Promise<Answer> =>
    (await (await post(JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }))).json()) as Answer
  const result = async (method: string, params: unknown[] = []) => {
    const { result: value, error } = await ask(method, params)
    if (error) throw new Error(`${error.code} ${error.message} ${error.data ?? ''}`)
    return value
  }
  const key = (account: string) => bytesToHex(binaryToBytes(systemStorage.Account.key(account)))

  it('says what it is', async () => {
    expect(await result('system_version')).toBe('ts-424')
    expect(await result('system_chain')).toBe('Bittensor')
    expect(await result('system_properties')).toEqual({
      ss58Format: 42,
      tokenDecimals: 9,
      tokenSymbol: 'TAO',
    })
    expect(await result('state_getRuntimeVersion')).toMatchObject({
      specName: 'node-subtensor',
      specVersion: 424,
      transactionVersion: 1,
    })
    const { methods } = (await result('rpc_methods')) as { methods: string[] }
    for (const method of methods) {
      if (/subscribe|unwatch|Watch/.test(method)) continue
      expect((await ask(method)).error?.code).not.toBe(-32601)
    }
  })

  it('finds blocks by number, numbers and hash', async () => {
    const { number, hash } = localnet.head()
    expect(await result('chain_getHead')).toBe(hash)
    expect(await result('chain_getBlockHash', [number])).toBe(hash)
    expect(await result('chain_getBlockHash', [[0, `0x${number.toString(16)}`, 9_999]])).toEqual([
      localnet.genesisHash,
      hash,
      null,
    ])
    expect(await result('chain_getHeader', [hash])).toMatchObject({ number: `0x${number.toString(16)}` })
    expect(await result('chain_getHeader', [`0x${'12'.repeat(32)}`])).toBeNull()
    const { block } = (await result('chain_getBlock', [hash])) as { block: { extrinsics: string[] } }
    expect(block.extrinsics).toHaveLength(1)
  })

  it('reads storage, at older blocks too, and says when a state is gone', async () => {
    const value = (await result('state_getStorage', [key(idOf(alice))])) as string
    expect(value.length).toBe(2 + 2 * 56)
    const old = await result('chain_getBlockHash', [300])
    expect(await result('state_getStorageAt', [key(idOf(alice)), old])).toBe(value)
    expect(await result('state_getStorage', [key(idOf(people.stranger))])).toBeNull()
    expect(await result('state_getStorageSize', [key(idOf(alice))])).toBe(56)
    expect(await result('state_queryStorageAt', [[key(idOf(alice))], old])).toEqual([
      { block: old, changes: [[key(idOf(alice)), value]] },
    ])
    const gone = await result('chain_getBlockHash', [40])
    const { error } = await ask('state_getStorage', [key(idOf(alice)), gone])
    expect(error?.message).toContain(`State already discarded for ${gone}`)
    expect(await result('state_getStorage', [key(idOf(alice)), localnet.genesisHash])).toBe(value)
  })

  it('pages through keys', async () => {
    const prefix = bytesToHex(binaryToBytes(systemStorage.Account.prefix))
    const all = (await result('state_getKeys', [prefix])) as string[]
    const pages: string[] = []
    for (let start: string | null = prefix; start; ) {
      const page = (await result('state_getKeysPaged', [prefix, 4, start, null])) as string[]
      pages.push(...page)
      start = page.at(-1) ?? null
    }
    expect(pages).toEqual(all)
    expect(all.length).toBeGreaterThanOrEqual(11)
    expect((await result('state_getPairs', [prefix])) as unknown[]).toHaveLength(all.length)
  })

  it('calls the runtime with data with 0x, without, and without data', async () => {
    const nonce = await result('state_call', ['AccountNonceApi_account_nonce', idOf(alice)])
    expect(nonce).toBe('0x00000000')
    expect(await result('state_call', ['AccountNonceApi_account_nonce', idOf(alice).slice(2)])).toBe(nonce)
    expect(await result('state_call', ['AuraApi_slot_duration', '', null])).toBe('0xe02e000000000000')
    const { error } = await ask('state_call', ['BetaBasketRuntimeApi_get_all', '0x'])
    expect(error?.message).toContain('Exported method BetaBasketRuntimeApi_get_all is not found')
  })

  it('serves metadata in the versions that it names', async () => {
    expect(await result('state_call', ['Metadata_metadata_versions', '0x'])).toBe('0x080e0000000f000000')
    expect(await result('state_getMetadata')).toMatch(/^0x6d6574610e/)
    expect(await result('state_call', ['Metadata_metadata_at_version', '0f000000'])).toMatch(
      /^0x01.{8}6d6574610f/,
    )
    expect(await result('state_call', ['Metadata_metadata_at_version', '63000000'])).toBe('0x00')
  })

  it('answers a batch in order, and refuses what is no request', async () => {
    const batch = [
      { jsonrpc: '2.0', id: 'a', method: 'system_name' },
      { jsonrpc: '2.0', id: 2, method: 'no_such' },
      { jsonrpc: '2.0', method: 'system_name' },
      7,
    ]
    const answers = (await (await post(JSON.stringify(batch))).json()) as Answer[]
    expect(answers.map(({ id, error }) => [id, error?.code])).toEqual([
      ['a', undefined],
      [2, -32601],
      [null, -32600],
    ])
    expect(((await (await post('{')).json()) as Answer).error?.code).toBe(-32700)
    expect(((await (await post('[]')).json()) as Answer).error?.code).toBe(-32600)
    const large = JSON.stringify(Array.from({ length: 101 }, () => batch[0]))
    expect(((await (await post(large)).json()) as Answer).error?.code).toBe(-32010)
  })

  it.each([
    ['chain_getBlockHash', ['x']],
    ['chain_getHeader', ['0x12']],
    ['state_getStorage', [5]],
    ['state_getStorage', ['0xq0']],
    ['state_getKeysPaged', ['0x', 5000]],
    ['state_call', [null]],
    ['system_accountNextIndex', ['5Grw']],
    ['dev_newBlock', [{ count: 0 }]],
  ])('refuses wrong parameters of %s', async (method, params) => {
    expect((await ask(method, params)).error?.code).toBe(-32602)
  })

  it('words refused transactions as a node does', async () => {
    expect((await ask('author_submitExtrinsic', ['0x1234'])).error).toMatchObject({ code: 1001 })
    const garbage = (await ask('author_submitExtrinsic', ['0x0c010203'])).error
    expect(garbage?.code).toBe(1002)
    const other = openTestChain()
    const foreign = other.sign(bob, other.call('Sudo', 'remove_key'), { specVersion: 1 })
    expect((await ask('author_submitExtrinsic', [bytesToHex(foreign)])).error).toEqual({
      code: 1010,
      message: 'Invalid Transaction',
      data: 'Transaction has a bad signature',
    })
    expect((await ask('author_submitAndWatchExtrinsic', [bytesToHex(foreign)])).error?.code).toBe(1010)
  })

  it('caps what it reads and pushes nothing over HTTP', async () => {
    const response = await post(`"${'x'.repeat(16 * 1024 * 1024)}"`).catch(() => undefined)
    expect([413, undefined]).toContain(response?.status)
    expect((await fetch(url)).status).toBe(405)
    expect((await ask('chain_subscribeNewHeads')).error?.code).toBe(-32601)
  })

  it('sends a subscription’s id before its first notification, and stops when told', async () => {
    const socket = new WebSocket(localnet.url)
    await new Promise((resolve) => socket.once('open', resolve))
    const messages: {
      id?: number
      result?: unknown
      params?: { subscription: string; result: { number: string } }
    }[] = []
    socket.on('message', (data) => messages.push(JSON.parse(data.toString())))
    const until = async (count: number) => {
      while (messages.length < count) await new Promise((resolve) => setTimeout(resolve, 5))
    }
    socket.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'chain_subscribeNewHeads', params: [] }))
    await until(2)
    const id = messages[0]!.result
    expect(messages[1]!.params).toMatchObject({ subscription: id })
    const { number } = await localnet.seal(2)
    await until(4)
    expect(messages[3]!.params!.result.number).toBe(`0x${number.toString(16)}`)
    socket.send(JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'chain_unsubscribeNewHeads', params: [id] }))
    await until(5)
    expect(messages[4]).toMatchObject({ id: 2, result: true })
    await localnet.seal(1)
    socket.send(
      JSON.stringify({ jsonrpc: '2.0', id: 3, method: 'chain_unsubscribeNewHeads', params: ['nobody'] }),
    )
    await until(6)
    expect(messages[5]).toMatchObject({ id: 3, result: false })
    socket.terminate()
  })

  it('makes blocks on request', async () => {
    const before = localnet.head().number
    expect(await result('dev_newBlock', [{ count: 7 }])).toBe(localnet.head().hash)
    expect(await result('dev_newBlock')).toBe(localnet.head().hash)
    expect(localnet.head().number).toBe(before + 8)
  })

  it('refuses a port that is taken', async () => {
    await expect(createLocalnet({ port: localnet.port })).rejects.toThrow(
      expect.objectContaining({ code: 'PORT_TAKEN' }),
    )
  })
})
