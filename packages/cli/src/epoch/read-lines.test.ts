import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { type Line, readLines } from './read-lines.ts'

const linesOf = async (pieces: string[], maxCharacters = 10) => {
  const lines: Line[] = []
  for await (const line of readLines(Readable.from(pieces), maxCharacters)) lines.push(line)
  return lines
}

describe('readLines', () => {
  it('joins pieces and passes over empty lines', async () => {
    expect(await linesOf(['a', 'b\n\n', '\r\nc\r\n', 'd'])).toEqual([
      { text: 'ab' },
      { text: 'c' },
      { text: 'd' },
    ])
    expect(await linesOf([])).toEqual([])
  })

  it('skips a line that is too long, and reads on', async () => {
    expect(await linesOf(['12345', '67890', '1', '2\nok\n'])).toEqual([{ tooLong: true }, { text: 'ok' }])
  })
})
