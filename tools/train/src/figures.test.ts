import { expect, it } from 'vitest'
import { figuresTable } from './figures.ts'

it('aligns names and values, and rounds what is not whole', () => {
  const table = figuresTable({
    field: { bytes: 356466, error: 0.00035153, note: null },
    digits: { ms: 12.3456 },
  })
  expect(table.split('\n')).toEqual([
    'field   bytes  356466',
    '        error  0.0003515',
    '        note   null',
    'digits  ms     12.35',
  ])
})
