import { afterEach, describe, expect, it, vi } from 'vitest'
import { type MockNode, silence, startMockNode } from '../test/mock-node.ts'
import { startMockSubtensor, v14Hex } from '../test/mock-subtensor.ts'
import type { Chain } from './chain.ts'
import { connect } from './connect.ts'

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})
const keep = <T extends MockNode>(node: T): T => {
  ends.push(() => node.close())
  return node
}
const keepChain = (chain: Chain): Chain => {
  ends.push(() => chain.disconnect())
  return chain
}
const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length

describe('connect', () => {
  it('says why when nothing listens, long before the deadline', { timeout: 10_000 }, async () => {
    const node = await startMockNode()
    await node.close()
    const error = await connect({ endpoint: node.url, timeoutMs: 60_000 }).catch((cause) => cause)
    expect(error).toMatchObject({ code: 'CHAIN_UNREACHABLE', details: { endpoint: node.url } })
    expect(error.remedy).toContain('subnetkit localnet')
  })

  it('gives up on a node that accepts and then says nothing', async () => {
    const node = keep(await startMockNode())
    node.handle('chain_getBlockHash', () => silence)
    await expect(connect({ endpoint: node.url, timeoutMs: 150 })).rejects.toMatchObject({
      code: 'CHAIN_TIMEOUT',
    })
  })

  it('tells a server that is no Substrate node', async () => {
    const node = keep(await startMockNode())
    await expect(connect({ endpoint: node.url, timeoutMs: 500 })).rejects.toMatchObject({ code: 'CHAIN_RPC' })
  })

  it('ends with the reason of its signal', async () => {
    const node = keep(await startMockNode())
    node.handle('chain_getBlockHash', () => silence)
    const stop = new AbortController()
    const connecting = connect({ endpoint: node.url, signal: stop.signal })
    setTimeout(() => stop.abort(new Error('no longer wanted')), 50)
    await expect(connecting).rejects.toThrow('no longer wanted')
    await expect(connect({ endpoint: node.url, signal: stop.signal })).rejects.toThrow('no longer wanted')
  })
})

describe('connect, with a node of spec 424', () => {
  it('knows the chain, says nothing on the console and leaves nothing behind', async () => {
    const before = timers()
    const said = ['log', 'warn', 'error'].map((method) => vi.spyOn(console, method as 'log'))
    const node = keep(await startMockSubtensor())
    const chain = await connect({ endpoint: node.url })
    expect(chain).toMatchObject({
      kind: 'local',
      specVersion: 424,
      genesisHash: node.genesisHash,
      endpoint: node.url,
    })
    expect(await chain.head()).toEqual({ number: 500, hash: node.blockHash })
    expect(chain.api.consts.system?.blockHashCount?.toString()).toBe('2400')
    await chain.disconnect()
    await expect(chain.head()).rejects.toMatchObject({ code: 'CHAIN_CLOSED' })
    await node.close()
    expect(timers()).toBeLessThanOrEqual(before)
    for (const spy of said) {
      expect(spy).not.toHaveBeenCalled()
      spy.mockRestore()
    }
  })

  it('is not local just because the node is near', async () => {
    const live = keep(await startMockSubtensor({ chainType: 'Live' }))
    expect(keepChain(await connect({ endpoint: live.url })).kind).toBe('other')
    const genesisHash = '0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03'
    const mirror = keep(await startMockSubtensor({ genesisHash }))
    expect(keepChain(await connect({ endpoint: mirror.url })).kind).toBe('finney')
  })

  it('calls back for new heads with their own hash, also after a lost connection', async () => {
    const node = keep(await startMockSubtensor())
    let subscriptions = 0
    node.handle('chain_subscribeNewHeads', () => `heads-${++subscriptions}`)
    const chain = keepChain(await connect({ endpoint: node.url }))
    const heads: number[] = []
    const hashes = new Set<string>()
    const stop = chain.onHead(({ number, hash }) => {
      heads.push(number)
      hashes.add(hash)
    })
    const header = (number: string) => ({
      number,
      parentHash: `0x${'01'.repeat(32)}`,
      stateRoot: `0x${'02'.repeat(32)}`,
      extrinsicsRoot: `0x${'03'.repeat(32)}`,
      digest: { logs: [] },
    })
    await vi.waitFor(() => expect(subscriptions).toBe(1))
    node.notify('chain_newHead', 'heads-1', header('0x1'))
    await vi.waitFor(() => expect(heads).toEqual([1]))
    node.cut()
    await vi.waitFor(() => expect(subscriptions).toBe(2), 5000)
    await chain.head()
    node.notify('chain_newHead', 'heads-2', header('0x2'))
    await vi.waitFor(() => expect(heads).toEqual([1, 2]))
    expect(hashes.size).toBe(2)
    stop()
    node.notify('chain_newHead', 'heads-2', header('0x3'))
    await chain.head()
    expect(heads).toEqual([1, 2])
  })

  it("gives what the node refuses a code of ours, with the node's words", async () => {
    const node = keep(await startMockSubtensor())
    const chain = keepChain(await connect({ endpoint: node.url }))
    for (const run of [
      () => chain.metagraph(1),
      () => chain.rpc('state_nothing'),
      () => chain.rpc('author_nothing'),
    ]) {
      await expect(run()).rejects.toMatchObject({
        code: 'CHAIN_RPC',
        message: expect.stringContaining('not found'),
      })
    }
  })

  it('makes do with older metadata where there is no V15, and says what that lacks', async () => {
    const node = keep(await startMockSubtensor())
    node.handle('state_call', () => {
      throw { code: -32000, message: 'Exported method Metadata_metadata_at_version is not found' }
    })
    const v14 = v14Hex()
    node.handle('state_getMetadata', () => v14)
    const chain = keepChain(await connect({ endpoint: node.url }))
    expect((await chain.hyperparameters(1)).tempo).toBe(360)
    await expect(chain.metagraph(1)).rejects.toMatchObject({ code: 'CHAIN_INTERFACE_MISSING' })
  })

  it('follows a runtime upgrade without reconnecting', async () => {
    const node = keep(await startMockSubtensor())
    const chain = keepChain(await connect({ endpoint: node.url }))
    expect((await chain.at(`0x${'11'.repeat(32)}`)).runtime.specVersion).toBe(424)
    node.handle('state_getRuntimeVersion', () => ({ specVersion: 425, transactionVersion: 2, apis: [] }))
    const asked = () =>
      node.requests.filter(({ params }) => params[0] === 'Metadata_metadata_at_version').length
    const before = asked()
    const snapshots = await Promise.all(['12', '13'].map((byte) => chain.at(`0x${byte.repeat(32)}`)))
    for (const { runtime } of snapshots)
      expect([runtime.specVersion, runtime.transactionVersion]).toEqual([425, 2])
    expect(asked()).toBe(before + 1)
    expect((await chain.at(`0x${'11'.repeat(32)}`)).runtime.specVersion).toBe(424)
  })
})
