import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { createLog } from './create-log.ts'

const sink = (isTTY: boolean) => {
  const lines: string[] = []
  const out = Object.assign(
    new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk))
        done()
      },
    }),
    { isTTY },
  )
  return { lines, out }
}

test('JSON lines where no terminal is', () => {
  const { lines, out } = sink(false)
  createLog({ level: 'info', base: { role: 'miner' }, out }).info({ epoch: 3 }, 'round-settled')
  expect(JSON.parse(lines[0]!)).toMatchObject({ role: 'miner', epoch: 3, msg: 'round-settled', level: 30 })
})

test('plain lines on a terminal', () => {
  const { lines, out } = sink(true)
  const log = createLog({ level: 'info', base: { role: 'miner' }, out })
  log.warn({ code: 'X', uids: [1, 2] }, 'error')
  log.debug({}, 'not shown')
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d WARN {2}error code=X uids=\[1,2\]\n$/)
})
