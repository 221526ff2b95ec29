import { expect, it } from 'vitest'
import { missingLine } from './missing-line.ts'

const printed = 'Installing …\ntours: honest 99.1 %, lazy 0.0 %.\n  done (2 s)\n'

it('takes the lines in order, with anything for …', () => {
  expect(missingLine('tours: honest … %, lazy 0.… %.\ndone (… s)\n', printed)).toBeUndefined()
})

it.each([
  ['tours: honest 99.1 %', 'a part of a line'],
  ['done (… s)\ntours: …', 'another order'],
  ['tours: honest 99x1 %, lazy 0.0 %.', 'another text'],
])('misses %j: %s', (expected) => {
  expect(missingLine(expected, printed)).toBe(expected.split('\n').at(-1))
})
