import { expect, it } from 'vitest'
import { summarise } from './result.ts'

it('gives median and quartiles, whatever the order', () => {
  expect(summarise([5, 1, 3, 2, 4])).toEqual({ value: 3, spread: [2, 4] })
  expect(summarise([1, 2])).toEqual({ value: 1.5, spread: [1.25, 1.75] })
  expect(summarise([7])).toEqual({ value: 7, spread: [7, 7] })
})
