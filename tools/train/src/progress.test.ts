import { manualClock } from '@subnetkit/core'
import { expect, it } from 'vitest'
import { progress } from './progress.ts'

const states = (clock: { advance(ms: number): void }, show: ReturnType<typeof progress>) => {
  for (let step = 1; step <= 100; step++) {
    clock.advance(1000)
    show.show({ step, loss: 2, seconds: step, done: step / 100 })
  }
  show.end()
}

it('writes plain lines every 15 seconds where there is no terminal, and the last one', () => {
  const clock = manualClock()
  let out = ''
  const write = (text: string): boolean => {
    out += text
    return true
  }
  states(clock, progress({ isTTY: false, write }, clock))
  const lines = out.trimEnd().split('\n')
  expect(lines).toHaveLength(8)
  expect(lines[1]).toBe('step 16  loss 2.000  1.00 steps/s  16 %  84 s left')
  expect(lines.at(-1)).toContain('100 %')
  expect(out).not.toContain('\u001b')
})

it('rewrites one line on a terminal', () => {
  const clock = manualClock()
  let out = ''
  const write = (text: string): boolean => {
    out += text
    return true
  }
  states(clock, progress({ isTTY: true, write }, clock))
  expect(out.split('\n')).toHaveLength(2)
  expect(out.split('\r')).toHaveLength(101)
})
