import { expect, it } from 'vitest'
import { meanFindings } from './mean-findings.ts'

it('means numbers, counts yes and no, and leaves out what is no measurement', () => {
  const findings = [
    { saved: 0.25, valid: true, why: 'short', parts: [1, 2] },
    { saved: 0.75, valid: false, late: 3, broken: Number.NaN },
  ]
  expect(meanFindings(findings)).toEqual({ saved: 0.5, valid: 0.5, late: 3 })
  expect(meanFindings([7, null, 'text', [4]])).toEqual({ 0: 4 })
  expect(meanFindings([])).toEqual({})
})

it('keeps names few', () => {
  const wild = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`name${i}`, i]))
  expect(Object.keys(meanFindings([wild]))).toHaveLength(16)
})
