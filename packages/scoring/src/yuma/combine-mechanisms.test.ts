import { describe, expect, it } from 'vitest'
import { TestSubnet } from '../testing/test-subnet.ts'
import type { EpochMechanism } from './epoch-input.ts'
import { yumaEpoch } from './yuma-epoch.ts'

/** Upstream tests/mechanism.rs: one validator, two miners, a quarter and three quarters of the emission. */
const subnet = new TestSubnet([1_000_000_000n, 1_000_000_000n, 0], { yuma3: false })
subnet.block = 2
subnet.neurons[1]!.validatorPermit = false
const mechanism = (split: number | null, weights: [number, number][]): EpochMechanism => ({
  split,
  weights: [weights, [], []],
  bonds: [[], [], []],
  lastUpdate: [2, 2, 2],
})
const input = {
  ...subnet.input(),
  mechanisms: [
    mechanism(16383, [
      [1, 39321],
      [2, 26214],
    ]),
    mechanism(49152, [
      [1, 13107],
      [2, 52428],
    ]),
  ],
}

describe('several mechanisms', () => {
  const output = yumaEpoch(input)
  const [first, second] = output.mechanisms

  it('each share out their part', () => {
    expect([first?.emission, second?.emission]).toEqual([249988556n, 750011444n])
    expect(first?.incentive).toEqual([0, 39320, 26213])
    expect(second?.incentive).toEqual([0, 13106, 52427])
    expect(first?.bonds[0]).toEqual([
      [1, 65535],
      [2, 65535],
    ])
  })

  it('add up what is paid', () => {
    for (const uid of [0, 1, 2]) {
      expect(output.serverEmission[uid]).toBe(first!.serverEmission[uid]! + second!.serverEmission[uid]!)
      expect(output.validatorEmission[uid]).toBe(
        first!.validatorEmission[uid]! + second!.validatorEmission[uid]!,
      )
    }
  })

  it('average shares, and the emission that is shown, by their parts', () => {
    const average = (a: number, b: number) => Math.floor(Math.floor(a * 0.249988556) + b * 0.750011444)
    expect(output.incentive[1]).toBe(average(39320, 13106))
    expect(output.dividends).toEqual([average(65535, 65535), 0, 0])
    // The chain weighs the amounts although they are parts already, so what it shows is less than what it pays.
    const shown = Number(output.emission[0])
    const paid = Number(output.validatorEmission[0])
    expect(shown / paid).toBeCloseTo(0.249988556 ** 2 + 0.750011444 ** 2, 6)
  })

  it('or their flags', () => {
    const late = yumaEpoch({
      ...input,
      block: 6000,
      mechanisms: [input.mechanisms[0]!, { ...input.mechanisms[1]!, lastUpdate: [2, 2, 5999] }],
    })
    expect(late.active).toEqual([false, false, true])
  })

  it('with nothing to share, the first one counts', () => {
    const nothing = yumaEpoch({ ...input, emission: 0n })
    expect(nothing.incentive).toEqual(nothing.mechanisms[0]!.incentive)
  })
})
