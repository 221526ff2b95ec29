import { expect, it } from 'vitest'
import { clip } from './screen.ts'

const red = '\u001b[31m'
const plain = '\u001b[39m'

it('cuts what is seen and keeps every colour code', () => {
  expect(clip('abcdef', 4)).toBe('abcd')
  expect(clip(`ab${red}cdef${plain}gh`, 4)).toBe(`ab${red}cd${plain}`)
  expect(clip('ab', 4)).toBe('ab')
})
