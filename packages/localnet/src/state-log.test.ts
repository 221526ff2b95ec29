import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLocalnet, type LocalnetOptions } from './localnet.ts'

describe('a state directory', () => {
  let dir: string
  let file: string
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'localnet-state-'))
    file = join(dir, 'blocks.jsonl')
  })
  afterEach(() => rmSync(dir, { recursive: true }))

  const run = async (blocks: number, options: LocalnetOptions = {}) => {
    const localnet = await createLocalnet({ stateDir: dir, ...options })
    const start = localnet.head()
    const end = await localnet.seal(blocks)
    await localnet.stop()
    return { start, end }
  }
  const code = (expected: string) => expect.objectContaining({ code: expected })

  it('goes on where it stopped', async () => {
    const first = await run(12)
    const second = await run(3)
    expect(second.start).toEqual(first.end)
    expect(second.end.number).toBe(15)
  })

  it('drops a last line that was cut off by a kill, and says so', async () => {
    const { end } = await run(4)
    appendFileSync(file, '{"number":5,"hash":"0x12')
    const said: string[] = []
    const { start } = await run(1, { log: (message) => said.push(message) })
    expect(start).toEqual(end)
    expect(said).toHaveLength(1)
    expect((await run(0)).start.number).toBe(5)
  })

  it.each<[string, (lines: string[]) => void]>([
    ['a line that is no JSON', (lines) => lines.splice(2, 1, 'nonsense')],
    ['a line of another shape', (lines) => lines.splice(2, 1, '{"number":2}')],
    ['a missing block', (lines) => lines.splice(2, 1)],
    ['another hash', (lines) => lines.splice(2, 1, lines[2]!.replace(/"hash":"0x./, '"hash":"0xg'))],
    ['a refused extrinsic', (lines) => lines.splice(2, 1, lines[2]!.replace('[]', '["0x0c010203"]'))],
    [
      'time that goes back',
      (lines) => lines.splice(2, 1, lines[2]!.replace(/"timestamp":\d+/, '"timestamp":1')),
    ],
    ['an unknown format', (lines) => lines.splice(0, 1, lines[0]!.replace('"format":1', '"format":9'))],
  ])('refuses %s', async (_what, damage) => {
    await run(4)
    const lines = readFileSync(file, 'utf8').split('\n')
    damage(lines)
    writeFileSync(file, lines.join('\n'))
    await expect(run(0)).rejects.toThrow(code('STATE_LOG_CORRUPT'))
    // A refusal leaves no lock behind.
    await expect(run(0)).rejects.toThrow(code('STATE_LOG_CORRUPT'))
  })

  it('refuses blocks of another genesis', async () => {
    await run(2)
    await expect(run(0, { slotDurationMs: 500 })).rejects.toThrow(code('STATE_LOG_FOREIGN'))
  })

  it('is for one process at a time; a dead one’s lock does not count', async () => {
    const first = await createLocalnet({ stateDir: dir })
    await expect(run(0)).rejects.toThrow(code('STATE_LOG_LOCKED'))
    await first.stop()
    writeFileSync(join(dir, 'lock'), '999999999')
    await expect(run(0)).resolves.toBeDefined()
  })
})
