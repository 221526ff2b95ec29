import { isSubnetkitError } from '@subnetkit/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyEpoch } from '../testing/epoch-arbitrary.ts'
import { testHyperparameters } from '../testing/test-subnet.ts'
import { formatEpochOutput, parseEpochLine } from './epoch-line.ts'
import { yumaEpoch } from './yuma-epoch.ts'

const json = (value: unknown) => JSON.stringify(value, (_, x) => (typeof x === 'bigint' ? String(x) : x))

const neuron = {
  stake: '10',
  lastUpdate: 5,
  registeredAt: 0,
  validatorPermit: true,
  weights: [[1, 65535]],
  bonds: [],
}
const line = {
  block: 10,
  tempo: 360,
  emission: '18446744073709551615',
  ownerUid: null,
  neurons: [neuron, { ...neuron, stake: '0', weights: [] }],
  hyperparameters: { ...testHyperparameters, stakeThreshold: '0' },
}

describe('parseEpochLine', () => {
  it('reads what it is given', () => {
    const input = parseEpochLine(json({ ...line, comment: 'unknown fields are passed over' }))
    expect(input.emission).toBe(2n ** 64n - 1n)
    expect(input.neurons[0]).toEqual({ ...neuron, stake: 10n, earliestCommit: null })
  })

  it('reads back any epoch', () => {
    fc.assert(
      fc.property(anyEpoch, (input) => {
        expect(parseEpochLine(json(input))).toEqual({
          ...input,
          neurons: input.neurons.map((one) => ({ ...one, earliestCommit: one.earliestCommit ?? null })),
        })
      }),
      { numRuns: 50 },
    )
  })

  it('takes mechanisms in place of what neurons hold', () => {
    const bare = { stake: '10', registeredAt: 0, validatorPermit: true }
    const mechanism = { weights: [[[1, 1]], []], bonds: [[], []], lastUpdate: [5, 5] }
    const input = parseEpochLine(
      json({ ...line, neurons: [bare, bare], mechanisms: [{ ...mechanism, split: 65535 }] }),
    )
    expect(input.mechanisms).toEqual([{ ...mechanism, split: 65535 }])
    expect(formatEpochOutput(yumaEpoch(input)).incentive).toEqual([0, 65535])
    const even = parseEpochLine(json({ ...line, neurons: [bare, bare], mechanisms: [mechanism, mechanism] }))
    expect(formatEpochOutput(yumaEpoch(even)).mechanisms).toHaveLength(2)
  })

  const withNeuron = (change: object) => ({ ...line, neurons: [{ ...neuron, ...change }, neuron] })
  const withParameter = (change: object) => ({
    ...line,
    hyperparameters: { ...line.hyperparameters, ...change },
  })
  it.each([
    ['no JSON', '{'],
    ['null', 'null'],
    ['a list', '[]'],
    ['a missing field', json({ ...line, block: undefined })],
    ['stake as a number', json(withNeuron({ stake: 10 }))],
    ['negative stake', json(withNeuron({ stake: '-1' }))],
    ['stake with a point', json(withNeuron({ stake: '1.5' }))],
    ['more emission than a u64', json({ ...line, emission: '18446744073709551616' })],
    ['stakes of 2^63 together', json(withNeuron({ stake: String(2n ** 63n) }))],
    ['a weight above u16', json(withNeuron({ weights: [[1, 65536]] }))],
    ['a weight that is no whole number', json(withNeuron({ weights: [[1, 0.5]] }))],
    ['a pair of three', json(withNeuron({ weights: [[1, 2, 3]] }))],
    ['a uid out of range', json(withNeuron({ weights: [[2, 1]] }))],
    [
      'a uid named twice',
      json(
        withNeuron({
          bonds: [
            [1, 1],
            [1, 2],
          ],
        }),
      ),
    ],
    ['weights missing without mechanisms', json(withNeuron({ weights: undefined }))],
    ['an owner out of range', json({ ...line, ownerUid: 2 })],
    ['kappa above u16', json(withParameter({ kappa: 65536 }))],
    ['steepness below i16', json(withParameter({ alphaSteepness: -32769 }))],
    ['yuma3 as a number', json(withParameter({ yuma3: 1 }))],
    ['no mechanism in the list', json({ ...line, mechanisms: [] })],
    [
      'a mechanism with too short a list',
      json({ ...line, mechanisms: [{ split: 1, weights: [[]], bonds: [[], []], lastUpdate: [1, 1] }] }),
    ],
    ['too many neurons', json({ ...line, neurons: Array(4097).fill(neuron) })],
  ])('refuses %s', (_, text) => {
    try {
      yumaEpoch(parseEpochLine(text))
      expect.unreachable()
    } catch (error) {
      expect(isSubnetkitError(error, 'EPOCH_INPUT_INVALID')).toBe(true)
    }
  })

  it('says where', () => {
    try {
      parseEpochLine(json(withNeuron({ stake: 10 })))
      expect.unreachable()
    } catch (error) {
      expect(isSubnetkitError(error) && error.details.problem).toContain('neurons.0.stake')
    }
  })
})

describe('formatEpochOutput', () => {
  it('is plain JSON of the documented fields', () => {
    const answer = formatEpochOutput(yumaEpoch(parseEpochLine(json(line))))
    expect(JSON.parse(JSON.stringify(answer))).toEqual(answer)
    expect(Object.keys(answer)).toEqual([
      'consensus',
      'incentive',
      'dividends',
      'validatorTrust',
      'validatorPermit',
      'emission',
      'serverEmission',
      'validatorEmission',
      'bonds',
    ])
    expect(answer.emission).toEqual(['9223372036854775807', '9223372036854775807'])
  })
})
