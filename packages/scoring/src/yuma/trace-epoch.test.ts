import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyEpoch } from '../testing/epoch-arbitrary.ts'
import { formatTraceStep } from './format-trace-step.ts'
import { type TraceStep, traceEpoch } from './trace-epoch.ts'
import { yumaEpoch } from './yuma-epoch.ts'

describe('traceEpoch', () => {
  it('tells all steps in order and changes nothing', () => {
    fc.assert(
      fc.property(anyEpoch, (input) => {
        const steps: TraceStep[] = []
        const output = traceEpoch(input, (step) => steps.push(step))
        expect(output).toEqual(yumaEpoch(input))
        const numbers = steps.map((step) => step.step)
        expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
        expect([...new Set(numbers)]).toEqual(Array.from({ length: 18 }, (_, k) => k + 1))
        for (const step of steps) {
          expect(step.values).toHaveLength(input.neurons.length)
          expect(formatTraceStep(step)).toContain(step.name)
        }
        const consensus = steps.find((step) => step.name === 'consensus')
        const shares = consensus?.kind === 'vector' ? consensus.values : []
        expect(shares.map((share) => Math.floor(share * 65535))).toEqual(output.consensus)
      }),
      { numRuns: 30 },
    )
  })

  it('tells which mechanism a step belongs to', () => {
    const [input] = fc.sample(anyEpoch, { numRuns: 1, seed: 1 })
    const mechanism = {
      split: null,
      weights: input!.neurons.map((neuron) => neuron.weights),
      bonds: input!.neurons.map((neuron) => neuron.bonds),
      lastUpdate: input!.neurons.map((neuron) => neuron.lastUpdate),
    }
    const seen: number[] = []
    traceEpoch({ ...input!, mechanisms: [mechanism, mechanism] }, (step) => seen.push(step.mechanism))
    expect(new Set(seen)).toEqual(new Set([0, 1]))
  })
})

describe('formatTraceStep', () => {
  const at = { mechanism: 0, step: 9, name: 'weights' }

  it('tells a missing cell from a zero', () => {
    const text = formatTraceStep({
      ...at,
      kind: 'matrix',
      values: [
        [
          [1, 0.25],
          [2, 0],
        ],
        [],
        [[1, 1]],
      ],
    })
    expect(text.split('\n')).toEqual([
      ' 9 weights',
      '  uid │        1  2',
      '    0 │ 0.250000  0',
      '    2 │        1  ·',
    ])
    expect(formatTraceStep({ ...at, kind: 'matrix', values: [[], []] })).toBe(' 9 weights\n  (no cells)')
  })

  it('breaks after ten columns', () => {
    const values = Array.from({ length: 12 }, (_, uid) => uid % 2 === 0)
    const lines = formatTraceStep({ ...at, kind: 'flags', values }).split('\n')
    expect(lines).toHaveLength(5)
    expect(lines[3]).toBe('  uid │  10  11')
    expect(lines[4]).toBe('      │ yes  no')
  })
})
