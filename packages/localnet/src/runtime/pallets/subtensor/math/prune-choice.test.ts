import { describe, expect, it } from 'vitest'
import { chooseToPrune, type PruneCandidate } from './prune-choice.ts'

const neuron = (uid: number, change: Partial<PruneCandidate> = {}): PruneCandidate => ({
  uid,
  emission: 100n,
  registeredAt: 10n,
  immune: false,
  immortal: false,
  ...change,
})

describe('who is replaced on a full subnet (facts 7.7)', () => {
  it('is the one that earned least', () => {
    expect(chooseToPrune([neuron(0), neuron(1, { emission: 5n }), neuron(2)], 0)).toBe(1)
  })

  it('is the oldest, then the lowest uid, where several earned the same', () => {
    expect(chooseToPrune([neuron(0), neuron(1, { registeredAt: 3n }), neuron(2)], 0)).toBe(1)
    expect(chooseToPrune([neuron(2), neuron(1)], 0)).toBe(1)
  })

  it('is never the owner', () => {
    expect(chooseToPrune([neuron(0, { immortal: true, emission: 0n }), neuron(1)], 0)).toBe(1)
    expect(chooseToPrune([neuron(0, { immortal: true })], 0)).toBeUndefined()
  })

  it('is an immune one while too few are past immunity', () => {
    const young = neuron(3, { immune: true, emission: 900n })
    expect(chooseToPrune([neuron(1, { emission: 0n }), neuron(2), young], 2)).toBe(3)
    expect(chooseToPrune([neuron(1, { emission: 0n }), neuron(2), young], 1)).toBe(1)
    expect(chooseToPrune([neuron(1), neuron(2)], 10)).toBeUndefined()
  })
})
