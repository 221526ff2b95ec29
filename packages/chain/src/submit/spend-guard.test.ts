import { isSubnetkitError } from '@subnetkit/core'
import { describe, expect, it } from 'vitest'
import type { NetworkKind } from '../network.ts'
import { assertMaySpend, callName, type SpendPolicy } from './spend-guard.ts'

const tried = (kind: NetworkKind, call: string, spend?: SpendPolicy) => {
  try {
    assertMaySpend({ kind, call, spend, endpoint: 'wss://test.finney.opentensor.ai:443' })
    return 'passed'
  } catch (error) {
    return isSubnetkitError(error) ? error.code : error
  }
}

describe('assertMaySpend', () => {
  it.each(['finney', 'test', 'other'] as const)('refuses on %s whatever may cost funds', (kind) => {
    for (const call of [
      'SubtensorModule.burned_register',
      'SubtensorModule.start_call',
      'Balances.transfer_keep_alive',
      'Utility.batch_all',
      'Sudo.sudo',
      'SubtensorModule.set_weights_of_tomorrow',
      'set_weights',
    ]) {
      expect(tried(kind, call)).toBe('CHAIN_SPEND_REFUSED')
    }
  })

  it('lets free calls of hotkeys pass everywhere, and all on local networks or when told to', () => {
    expect(tried('finney', 'SubtensorModule.set_weights')).toBe('passed')
    expect(tried('test', 'SubtensorModule.serve_axon')).toBe('passed')
    expect(tried('local', 'Balances.transfer_keep_alive')).toBe('passed')
    expect(tried('test', 'Balances.transfer_keep_alive', 'allow')).toBe('passed')
    expect(tried('test', 'Balances.transfer_keep_alive', 'local-only')).toBe('CHAIN_SPEND_REFUSED')
  })

  it('says what to type instead', () => {
    const endpoint = 'wss://test.finney.opentensor.ai:443'
    const options = { kind: 'test', endpoint, call: 'SubtensorModule.burned_register' } as const
    expect(() => assertMaySpend({ ...options, task: { do: 'register', netuid: 3 } })).toThrow(
      expect.objectContaining({
        remedy: expect.stringContaining('btcli subnets register --netuid 3 --network test'),
      }),
    )
  })
})

describe('callName', () => {
  it('gives the names of the runtime', () => {
    expect(callName({ section: 'subtensorModule', method: 'setWeights' })).toBe('SubtensorModule.set_weights')
    expect(callName({ section: 'adminUtils', method: 'sudoSetTempo' })).toBe('AdminUtils.sudo_set_tempo')
  })
})
