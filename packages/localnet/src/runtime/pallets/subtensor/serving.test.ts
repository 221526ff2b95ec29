import { describe, expect, it } from 'vitest'
import { storage } from './storage.ts'
import { account, chainWithSubnet } from './test-chain.ts'

const netuid = 2
const args = {
  netuid,
  version: 1,
  ip: 167_772_160n,
  port: 8091,
  ip_type: 4,
  protocol: 4,
  placeholder1: 0,
  placeholder2: 0,
}

const ready = () => {
  const test = chainWithSubnet(['m'])
  const serve = (change = {}, who = 'm') => ({
    block: test.send(account(who), 'serve_axon', { ...args, ...change }),
    pool: test.validate(account(who), 'serve_axon', { ...args, ...change }),
  })
  return { ...test, serve }
}

describe('serve_axon', () => {
  it('publishes the axon', () => {
    const { chain, serve, events, blocks } = ready()
    blocks(6)
    expect(serve().block).toBe('ok')
    expect(storage.Axons.get(chain, netuid, account('m'))).toEqual({
      block: 7n,
      version: 1,
      ip: 167_772_160n,
      port: 8091,
      ip_type: 4,
      protocol: 4,
      placeholder1: 0,
      placeholder2: 0,
    })
    expect(events()).toContainEqual(['AxonServed', [netuid, account('m')]])
  })

  it.each([
    ['a stranger', {}, 'stranger', 'HotKeyNotRegisteredInNetwork', 'Custom(10)'],
    ['another ip type', { ip_type: 5 }, 'm', 'InvalidIpType', 'Custom(255)'],
    ['127.0.0.1', { ip: 0x7f000001n }, 'm', 'InvalidIpAddress', 'Custom(11)'],
    ['255.255.255.255', { ip: 0xffffffffn }, 'm', 'InvalidIpAddress', 'Custom(11)'],
    ['::1', { ip: 1n, ip_type: 6 }, 'm', 'InvalidIpAddress', 'Custom(11)'],
    ['port 0', { port: 0 }, 'm', 'InvalidPort', 'Custom(13)'],
  ])('refuses %s, in block and pool', (_, change, who, block, pool) => {
    expect(ready().serve(change, who)).toEqual({ block, pool })
  })

  it.each([
    ['0', { ip: 0n }],
    ['127.0.0.2', { ip: 0x7f000002n }],
    ['::ffff:127.0.0.1', { ip: 0xffff_7f00_0001n, ip_type: 6 }],
  ])('accepts %s', (_, change) => {
    expect(ready().serve(change).block).toBe('ok')
  })

  it('may be repeated after 50 blocks', () => {
    const { serve, blocks } = ready()
    expect(serve().block).toBe('ok')
    blocks(49)
    expect(serve()).toEqual({ block: 'ServingRateLimitExceeded', pool: 'Custom(12)' })
    blocks(1)
    expect(serve().block).toBe('ok')
  })

  it('takes a certificate along, if it is one', () => {
    const { chain, send } = ready()
    send(account('m'), 'serve_axon_tls', { ...args, certificate: Uint8Array.of(1, 7, 8) })
    expect(storage.NeuronCertificates.get(chain, netuid, account('m'))).toEqual({
      algorithm: 1,
      public_key: Uint8Array.of(7, 8),
    })
  })
})

describe('serve_prometheus', () => {
  it('is the same, but has no use for address 0', () => {
    const { send } = ready()
    const { protocol: _, placeholder1: __, placeholder2: ___, ...endpoint } = args
    expect(send(account('m'), 'serve_prometheus', { ...endpoint, ip: 0n })).toBe('InvalidIpAddress')
    expect(send(account('m'), 'serve_prometheus', endpoint)).toBe('ok')
  })
})
