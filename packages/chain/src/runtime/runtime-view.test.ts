import { describe, expect, it } from 'vitest'
import { hasReference, spec424 } from '../../test/mock-subtensor.ts'
import { composeCall } from '../plan/compose.ts'
import type { Plain } from './plain.ts'

const alice = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
const aliceHex = 'd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d'

describe('runtimeView, with the metadata of spec 424', () => {
  const view = spec424()

  it('encodes the check values of the runtime facts', () => {
    const weights = { op: 'set-weights', netuid: 1, uids: [0, 1], values: [65_535, 1] } as const
    expect(composeCall(view, weights).toHex()).toBe('0x07000100080000010008ffff01000000000000000000')
    const axon = view.call('SubtensorModule', 'serve_axon', [2, 10, 0, 8091, 4, 4, 0, 0])
    expect(axon.toHex()).toBe('0x070402000a000000000000000000000000000000000000009b1f04040000')
    expect(view.storageKey('SubtensorModule', 'SubnetworkN', [1])).toBe(
      '0x658faa385070e074c85bf6b568cf0555a1048e9d244171852dfe8db314dc68ca0100',
    )
  })

  it.runIf(hasReference)('encodes calls of which the dev chain has none yet', () => {
    const commit = view.call('SubtensorModule', 'commit_timelocked_weights', [1, '0x010203', 123, 4])
    expect(commit.toHex()).toBe('0x077101000c0102037b000000000000000400')
  })

  it('composes the other intents', () => {
    expect(composeCall(view, { op: 'burned-register', netuid: 2, hotkey: alice }).toHex()).toBe(
      `0x07070200${aliceHex}`,
    )
    expect(composeCall(view, { op: 'add-stake', netuid: 2, hotkey: alice, amount: 5n }).toHex()).toBe(
      `0x0702${aliceHex}02000500000000000000`,
    )
    expect(composeCall(view, { op: 'register-network', hotkey: alice }).toHex()).toBe(`0x073b${aliceHex}`)
    expect(composeCall(view, { op: 'start-call', netuid: 2 }).toHex()).toBe('0x075c0200')
    const local = { op: 'serve-axon', netuid: 2, ip: '::ffff:127.0.0.1', port: 8091 } as const
    expect(composeCall(view, local).toHex()).toBe(
      '0x0704020001000000' + '0100007fffff00000000000000000000' + '9b1f' + '06040000',
    )
    const tempo = { op: 'call', pallet: 'AdminUtils', name: 'sudo_set_tempo', args: [2, 20] } as const
    expect(composeCall(view, { op: 'sudo', of: tempo }).toHex()).toBe('0x0c00131e02001400')
    expect(composeCall(view, { op: 'batch', of: [tempo, tempo] }).toHex()).toBe(
      '0x0b0208131e02001400131e02001400',
    )
    const mechanism = { op: 'set-weights', netuid: 1, mechanism: 1, uids: [0], values: [1] } as const
    expect(composeCall(view, mechanism).toHex()).toBe('0x0777010001040000' + '040100' + '0000000000000000')
    const commitment = { op: 'set-commitment', netuid: 1, bytes: Uint8Array.of(7, 8) } as const
    expect(composeCall(view, commitment).toHex()).toBe('0x1200010004030708')
  })

  it('refuses to encode what does not fit, before polkadot cuts it', () => {
    for (const bad of [
      { op: 'set-weights', netuid: 1, uids: [70_000], values: [1] },
      { op: 'set-weights', netuid: 1, uids: [1], values: [0.5] },
      { op: 'set-weights', netuid: 1, uids: [1], values: [-1] },
      { op: 'set-commitment', netuid: 1, bytes: new Uint8Array(513) },
      { op: 'serve-axon', netuid: 1, ip: 'miner.example', port: 1 },
    ] as const) {
      expect(() => composeCall(view, bad)).toThrow(expect.objectContaining({ code: 'CHAIN_ARGUMENT' }))
    }
  })

  it('decodes stored values, defaults and absent options', () => {
    const decode = (item: string, hex: string | null) => view.decodeStorage('SubtensorModule', item, hex)
    expect(decode('AlphaValues', null)).toEqual([45_875n, 58_982n])
    expect(decode('Uids', null)).toBeNull()
    expect(decode('Uids', '0x0300')).toBe(3n)
    expect(decode('Weights', '0x08000005000100ffff')).toEqual([
      [0n, 5n],
      [1n, 65_535n],
    ])
    expect(decode('CKBurn', null)).toBe(0n)
    expect(decode('ValidatorPermit', '0x080100')).toEqual([true, false])
    expect(decode('SubnetOwnerHotkey', `0x${aliceHex}`)).toBe(alice)
    const account = `0x${'01000000'}${'02000000'}${'03000000'}${'04000000'}${'05'.padEnd(16, '0')}${'0'.repeat(64)}`
    const { nonce, data } = view.decodeStorage('System', 'Account', account) as { nonce: Plain; data: Plain }
    expect([nonce, data]).toEqual([1n, expect.objectContaining({ free: 5n })])
  })

  it('has a runtime API only where the metadata lists it', () => {
    expect(view.hasApi('SubnetInfoRuntimeApi', 'get_metagraph')).toBe(true)
    expect(view.encodeApiArguments('SubnetInfoRuntimeApi', 'get_metagraph', [258])).toBe('0x0201')
    expect(view.decodeApiResult('SubnetInfoRuntimeApi', 'get_metagraph', '0x00')).toBeNull()
    expect(view.constant('System', 'BlockHashCount')).toBe(2400n)
  })

  it.each([
    () => view.storageKey('SubtensorModule', 'Rank', [1]),
    () => view.call('SubtensorModule', 'faucet', []),
    () => view.encodeApiArguments('SubnetInfoRuntimeApi', 'get_basket', []),
    () => view.constant('SubtensorModule', 'Nothing'),
  ])('says what a runtime lacks (%#)', (use) => {
    expect(use).toThrow(expect.objectContaining({ code: 'CHAIN_INTERFACE_MISSING' }))
  })

  it('says so when bytes do not fit the type', () => {
    expect(() => view.decodeStorage('SubtensorModule', 'Weights', '0x0800')).toThrow(
      expect.objectContaining({ code: 'CHAIN_DECODE' }),
    )
  })
})
