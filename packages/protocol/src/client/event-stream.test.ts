import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventStreamReader, StreamFault } from './event-stream.ts'

const utf8 = new TextEncoder()

const read = (chunks: readonly Uint8Array[], maxMessages = 100): [string, string][] => {
  const seen: [string, string][] = []
  const reader = eventStreamReader({ maxMessages, onMessage: (name, data) => seen.push([name, data]) })
  for (const chunk of chunks) reader.push(chunk)
  reader.end()
  return seen
}
const fault = (chunks: readonly (string | Uint8Array)[], maxMessages?: number): string => {
  try {
    read(
      chunks.map((chunk) => (typeof chunk === 'string' ? utf8.encode(chunk) : chunk)),
      maxMessages,
    )
  } catch (error) {
    if (error instanceof StreamFault) return error.tooLarge ? 'too large' : 'fault'
    throw error
  }
  return 'ok'
}

describe('eventStreamReader', () => {
  it('reads messages however they are cut, with LF and CRLF', () => {
    const message = fc.tuple(fc.constantFrom('event', 'response', 'error'), fc.string({ unit: 'grapheme' }))
    fc.assert(
      fc.property(fc.array(message), fc.array(fc.nat(20)), fc.boolean(), (messages, cuts, crlf) => {
        const end = crlf ? '\r\n' : '\n'
        const encoded = messages.map(([name, text]) => [name, JSON.stringify(text)] as [string, string])
        const text = encoded.map(([name, data]) => `event: ${name}${end}data: ${data}${end}${end}`).join('')
        const bytes = utf8.encode(text)
        const chunks: Uint8Array[] = []
        let at = 0
        for (const cut of cuts) {
          chunks.push(bytes.subarray(at, at + cut))
          at += cut
        }
        chunks.push(bytes.subarray(at))
        expect(read(chunks, 1_000)).toEqual(encoded)
      }),
    )
  })

  it('takes the separators of JavaScript that end no line of an event stream', () => {
    const data = JSON.stringify('a\u2028b\u2029c\u0085d')
    expect(read([utf8.encode(`event: a\ndata: ${data}\n\n`)])).toEqual([['a', data]])
    expect(fault(['event: a\ndata: 1\r2\n\n'])).toBe('fault')
  })

  it('skips comments and further empty lines, joins lines of data, takes them without a blank', () => {
    const text = ': ping\n\n\nevent:a\ndata:1\n: ping\ndata: 2\nid: 7\nretry: 1\n\n'
    expect(read([utf8.encode(text)])).toEqual([['a', '1\n2']])
  })

  it.each([
    ['a message that stops', ['event: a\ndata: 1\n']],
    ['half a line', ['event: a\ndata: 1\n\neve']],
    ['no event', ['data: 1\n\n']],
    ['no data', ['event: a\n\n']],
    ['two events', ['event: a\nevent: b\ndata: 1\n\n']],
    ['an unknown field', ['event: a\nfoo: 1\n\n']],
    ['no colon', ['event\n\n']],
    ['a byte order mark', ['\ufeffevent: a\ndata: 1\n\n']],
    ['invalid UTF-8', [Uint8Array.of(0xff, 0xfe)]],
    ['a character that stops', ['event: a\ndata: 1\n\n', Uint8Array.of(0xe2, 0x82)]],
    ['HTML', ['<html>\n\n']],
  ])('refuses %s', (_, chunks) => {
    expect(fault(chunks)).toBe('fault')
  })

  it('counts messages', () => {
    const three = 'event: a\ndata: 1\n\n'.repeat(3)
    expect(fault([three], 3)).toBe('ok')
    expect(fault([three], 2)).toBe('too large')
  })

  it('reads a long line that drips in without looking at it again and again', () => {
    const reader = eventStreamReader({ maxMessages: 1, onMessage: () => undefined })
    const started = performance.now()
    const drop = utf8.encode('x'.repeat(20))
    reader.push(utf8.encode('event: a\ndata: '))
    for (let i = 0; i < 50_000; i++) reader.push(drop)
    reader.push(utf8.encode('\n\n'))
    reader.end()
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})
