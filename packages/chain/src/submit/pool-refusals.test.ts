import { describe, expect, it } from 'vitest'
import { RpcError } from '../socket/rpc-error.ts'
import { customRefusals, readPoolRefusal } from './pool-refusals.ts'
import { knownRefusals, remedyFor } from './remedies.ts'

const refusal = (code: number, message: string, data?: unknown) =>
  readPoolRefusal(new RpcError('author_submitExtrinsic', { code, message, data }))

describe('readPoolRefusal', () => {
  it('names the custom codes of Subtensor', () => {
    expect(refusal(1010, 'Invalid Transaction', 'Custom error: 10')).toMatchObject({
      code: 10,
      name: 'HotKeyNotRegisteredInNetwork',
    })
    expect(refusal(1010, 'Invalid Transaction', 'Custom error: 255').name).toBe('BadRequest')
    expect(refusal(1010, 'Invalid Transaction', 'Custom error: 99')).toMatchObject({
      code: 99,
      name: 'Custom99',
    })
  })

  it.each([
    [1010, 'Inability to pay some fees (e.g. account balance too low)', 'Payment'],
    [1010, 'Transaction will be valid in the future', 'Future'],
    [1010, 'Transaction is outdated', 'Stale'],
    [1010, 'Transaction has a bad signature', 'BadProof'],
    [1010, 'Transaction call is not expected', 'Call'],
    [1010, 'Transaction has an ancient birth block', 'AncientBirthBlock'],
    [1010, 'Transaction would exhaust the block limits', 'ExhaustsResources'],
    [1010, 'Invalid signing address', 'BadSigner'],
    [1010, 'A new wording', 'Unknown'],
  ])('%i %s', (code, data, name) => {
    expect(refusal(code, 'Invalid Transaction', data)).toMatchObject({ code: null, name })
  })

  it('goes by the JSON-RPC code where the words say nothing', () => {
    expect(refusal(1013, 'Transaction Already Imported').name).toBe('AlreadyImported')
    expect(refusal(1014, 'Priority is too low: (1 vs 1)', 'The transaction has too low priority…').name).toBe(
      'PriorityTooLow',
    )
    expect(refusal(1012, 'x').name).toBe('TemporarilyBanned')
    expect(refusal(1016, 'x').name).toBe('ImmediatelyDropped')
  })
})

describe('remedyFor', () => {
  it('has advice for what subnet developers meet, and says so when it has none', () => {
    const met = [
      'NeuronNoValidatorPermit',
      'SettingWeightsTooFast',
      'CommitRevealEnabled',
      'SubtokenDisabled',
    ]
    for (const name of met) expect(knownRefusals).toContain(name)
    for (const name of knownRefusals) expect(remedyFor(name).length).toBeGreaterThan(10)
    expect(remedyFor('toString')).toContain('toString')
    expect(remedyFor(customRefusals[10]!)).toContain('btcli subnets register')
  })
})
