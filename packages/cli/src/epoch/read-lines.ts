import type { Readable } from 'node:stream'

/** A line of input, or word of one that was too long to keep. */
export type Line = { readonly text: string } | { readonly tooLong: true }

/**
 * The lines of a stream, without their ends; empty ones are passed over. A line of more than `maxCharacters` is not
 * gathered in memory: it is reported and skipped.
 */
export async function* readLines(input: Readable, maxCharacters: number): AsyncGenerator<Line> {
  input.setEncoding('utf8')
  let pieces: string[] = []
  let length = 0
  const finish = (): Line | undefined => {
    const tooLong = length > maxCharacters
    const text = pieces.join('').trim()
    pieces = []
    length = 0
    return tooLong ? { tooLong } : text === '' ? undefined : { text }
  }
  const take = (piece: string): void => {
    length += piece.length
    if (length > maxCharacters) pieces = []
    else pieces.push(piece)
  }
  for await (const chunk of input) {
    const parts = String(chunk).split('\n')
    const last = parts.pop() ?? ''
    for (const part of parts) {
      take(part)
      const line = finish()
      if (line) yield line
    }
    take(last)
  }
  const line = finish()
  if (line) yield line
}
