import { systemClock } from '@subnetkit/core'
import { afterEach, describe, expect, it } from 'vitest'
import { type MockNode, silence, startMockNode } from '../../test/mock-node.ts'
import { chainErrors } from '../errors.ts'
import { SocketProvider } from './socket-provider.ts'

const open: { node?: MockNode; provider?: SocketProvider }[] = []

async function setUp(options: { timeoutMs?: number; reconnectMs?: number } = {}) {
  const node = await startMockNode()
  node.handle('echo', ({ params }) => params[0])
  node.handle('never', () => silence)
  const provider = new SocketProvider(node.url, { timeoutMs: 400, reconnectMs: 10, ...options })
  open.push({ node, provider })
  return { node, provider }
}

afterEach(async () => {
  for (const { node, provider } of open.splice(0)) {
    await provider?.disconnect()
    await node?.close()
  }
})

const until = async (condition: () => boolean) => {
  for (let tries = 0; !condition(); tries++) {
    if (tries > 400) throw new Error('the condition never came true')
    await systemClock.sleep(5)
  }
}
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'resolved',
    (error) => error.code,
  )

describe('SocketProvider', () => {
  it('sends what was asked before the socket was open, and keeps answers apart', async () => {
    const { provider } = await setUp()
    expect(await Promise.all([provider.send('echo', ['a']), provider.send('echo', ['b'])])).toEqual([
      'a',
      'b',
    ])
  })

  it("gives the node's own words in errors", async () => {
    const { node, provider } = await setUp()
    node.handle('bad', () => {
      throw { code: 1010, message: 'Invalid Transaction', data: 'Custom error: 6' }
    })
    await expect(provider.send('bad', [])).rejects.toMatchObject({
      code: 1010,
      data: 'Custom error: 6',
      method: 'bad',
    })
  })

  it('ends a request that is never answered, and keeps a socket that still talks', async () => {
    const { node, provider } = await setUp()
    const slow = codeOf(provider.send('never', []))
    await systemClock.sleep(100)
    await provider.send('echo', [1])
    expect(await slow).toBe('CHAIN_TIMEOUT')
    expect(await provider.send('echo', [2])).toBe(2)
    expect(node.connections()).toBe(1)
  })

  it('drops a half-open socket after the deadline and goes on over a new one', async () => {
    const { node, provider } = await setUp()
    await provider.send('echo', [1])
    node.freeze()
    expect(await codeOf(provider.send('echo', [2]))).toBe('CHAIN_TIMEOUT')
    node.thaw()
    expect(await provider.send('echo', [3])).toBe(3)
    expect(node.connections()).toBe(2)
  })

  it('repeats reads after a drop, but never a submission', async () => {
    const { node, provider } = await setUp()
    await provider.send('echo', [1])
    node.freeze()
    const read = provider.send('echo', ['read'])
    const submission = codeOf(provider.send('author_submitExtrinsic', ['0x00']))
    await until(() => node.requests.length === 3)
    node.thaw()
    node.cut()
    expect(await submission).toBe('CHAIN_UNREACHABLE')
    expect(await read).toBe('read')
    expect(node.requests.filter(({ method }) => method === 'author_submitExtrinsic')).toHaveLength(1)
  })

  it('renews subscriptions, except those of submissions, which learn of the loss', async () => {
    const { node, provider } = await setUp()
    let subscriptions = 0
    node.handle('chain_subscribeNewHeads', () => `heads-${++subscriptions}`)
    node.handle('author_submitAndWatchExtrinsic', () => 'watch-1')
    const heads: unknown[] = []
    const watched: unknown[] = []
    await provider.subscribe('chain_newHead', 'chain_subscribeNewHeads', [], (_, head) => heads.push(head))
    await provider.subscribe('author_extrinsicUpdate', 'author_submitAndWatchExtrinsic', ['0x'], (error) =>
      watched.push(error),
    )
    node.notify('chain_newHead', 'heads-1', 1)
    await until(() => heads.length === 1)
    node.cut()
    await until(() => subscriptions === 2)
    await provider.send('echo', [1])
    node.notify('chain_newHead', 'heads-2', 2)
    await until(() => heads.length === 2)
    expect(heads).toEqual([1, 2])
    expect(watched).toEqual([expect.objectContaining({ code: 'CHAIN_UNREACHABLE' })])
  })

  it('delivers notifications that come before the answer to the subscription', async () => {
    const { node, provider } = await setUp()
    node.handle('chain_subscribeNewHeads', (_, socket) => {
      socket.send(
        JSON.stringify({ jsonrpc: '2.0', method: 'chain_newHead', params: { subscription: 'h', result: 7 } }),
      )
      return 'h'
    })
    const heads: unknown[] = []
    const id = await provider.subscribe('chain_newHead', 'chain_subscribeNewHeads', [], (_, head) =>
      heads.push(head),
    )
    expect(heads).toEqual([7])
    node.handle('chain_unsubscribeNewHeads', () => true)
    expect(await provider.unsubscribe('chain_newHead', 'chain_unsubscribeNewHeads', id)).toBe(true)
    expect(await provider.unsubscribe('chain_newHead', 'chain_unsubscribeNewHeads', id)).toBe(false)
    await until(() => node.requests.some(({ method }) => method === 'chain_unsubscribeNewHeads'))
    node.notify('chain_newHead', 'h', 8)
    await provider.send('echo', [1])
    expect(heads).toEqual([7])
  })

  it('ends when another chain answers at the address', async () => {
    const { node, provider } = await setUp()
    let genesis = 'one'
    node.handle('chain_getBlockHash', () => genesis)
    provider.verifyOnReconnect(async (send) => {
      const found = await send('chain_getBlockHash', [0])
      if (found !== 'one')
        throw chainErrors.CHAIN_REPLACED({ endpoint: node.url, expected: 'one', found: `${found}` })
    })
    expect(await provider.send('echo', [1])).toBe(1)
    node.cut()
    expect(await provider.send('echo', [2])).toBe(2)
    genesis = 'two'
    node.cut()
    expect(await codeOf(provider.send('echo', [3]))).toBe('CHAIN_REPLACED')
    expect(await codeOf(provider.send('echo', [4]))).toBe('CHAIN_REPLACED')
  })

  it('says why nothing answers when no connection comes about', async () => {
    const node = await startMockNode()
    await node.close()
    const provider = new SocketProvider(node.url, { timeoutMs: 150, reconnectMs: 10 })
    open.push({ provider })
    await expect(provider.send('echo', [])).rejects.toMatchObject({
      code: 'CHAIN_UNREACHABLE',
      message: expect.stringContaining('ECONNREFUSED'),
    })
  })

  it('drops a peer that does not speak JSON-RPC', async () => {
    const { node, provider } = await setUp({ timeoutMs: 60_000 })
    // A submission: what else is lost with a connection is asked again on the next, until its time is over.
    node.handle('author_hello', (_, socket) => {
      socket.send('<html>')
      return silence
    })
    expect(await codeOf(provider.send('author_hello', []))).toBe('CHAIN_UNREACHABLE')
    expect(provider.lastError).toContain('JSON-RPC')
  })

  it('fails all that waits on disconnect, and leaves no timer and no socket', async () => {
    const { node, provider } = await setUp({ timeoutMs: 60_000 })
    await provider.send('echo', [1])
    const waiting = codeOf(provider.send('never', []))
    await provider.disconnect()
    expect(await waiting).toBe('CHAIN_CLOSED')
    expect(await codeOf(provider.send('echo', [2]))).toBe('CHAIN_CLOSED')
    expect(node.connections()).toBe(1)
    expect(process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length).toBeLessThanOrEqual(
      1,
    )
  })
})
