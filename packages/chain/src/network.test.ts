import { isSubnetkitError } from '@subnetkit/core'
import { describe, expect, it } from 'vitest'
import { networkKind, resolveEndpoint } from './network.ts'

const code = (run: () => unknown): string | undefined => {
  try {
    run()
  } catch (error) {
    if (isSubnetkitError(error)) return error.code
  }
  return undefined
}

describe('resolveEndpoint', () => {
  it('knows the networks by name', () => {
    expect(resolveEndpoint('finney', {})).toBe('wss://entrypoint-finney.opentensor.ai:443')
    expect(resolveEndpoint('test', {})).toBe('wss://test.finney.opentensor.ai:443')
    expect(resolveEndpoint('local', {})).toBe('ws://127.0.0.1:9944')
  })

  it('lets BT_CHAIN_ENDPOINT move local, and nothing else', () => {
    const env = { BT_CHAIN_ENDPOINT: 'ws://10.0.0.1:9000' }
    expect(resolveEndpoint('local', env)).toBe('ws://10.0.0.1:9000')
    expect(resolveEndpoint('finney', env)).toBe('wss://entrypoint-finney.opentensor.ai:443')
    expect(resolveEndpoint('ws://localhost:1', env)).toBe('ws://localhost:1')
  })

  it.each(['', 'mainnet', 'http://127.0.0.1:9944', '127.0.0.1:9944', 'ws://', 'constructor'])(
    'refuses %j',
    (name) => {
      expect(code(() => resolveEndpoint(name, {}))).toBe('CHAIN_ENDPOINT_INVALID')
    },
  )
})

describe('networkKind', () => {
  const finney = '0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03'
  it('believes the genesis hash more than what the node says of itself', () => {
    expect(networkKind(finney, 'Local')).toBe('finney')
    expect(networkKind(finney.toUpperCase().replace('0X', '0x'), 'Development')).toBe('finney')
    expect(networkKind('0x8f9cf856bf558a14440e75569c9e58594757048d7b3a84b5d25f6bd978263105', 'Local')).toBe(
      'test',
    )
  })

  it('is local only for chains that say so', () => {
    expect(networkKind('0x00', 'Local')).toBe('local')
    expect(networkKind('0x00', 'Development')).toBe('local')
    expect(networkKind('0x00', 'Live')).toBe('other')
    expect(networkKind('0x00', 'Unknown')).toBe('other')
  })
})
