import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTokenizer, TokenizerFile } from './tokenizer.ts'

const file = new URL('../fixtures/tiny/story-lm.tokenizer.json', import.meta.url)
const tokenizer = createTokenizer(TokenizerFile.parse(JSON.parse(readFileSync(file, 'utf8'))))

const hand = createTokenizer({
  kind: 'byte-pair',
  pieces: ['<end>', '<prompt>', '<text>', '<unknown>', 'a', 'b', 'ab', 'abab'],
  merges: [
    [4, 5],
    [6, 6],
  ],
  special: { end: 0, prompt: 1, text: 2, unknown: 3 },
})

describe('createTokenizer', () => {
  it('joins pairs in the order in which they were learned', () => {
    expect(hand.encode('ababa')).toEqual([7, 4])
    expect(hand.encode('aab')).toEqual([4, 6])
    expect(hand.decode([7, 4])).toBe('ababa')
  })

  it('gives back any printable ASCII text', () => {
    const ascii = fc.string({
      unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
    })
    fc.assert(fc.property(ascii, (text) => tokenizer.decode(tokenizer.encode(text)) === text))
  })

  it('decodes token by token to the same text as at once', () => {
    const tokens = tokenizer.encode('Once upon a time there was a brave fox.')
    expect(tokens.map((token) => tokenizer.decode([token])).join('')).toBe(tokenizer.decode(tokens))
  })

  it('has one unknown token for a character beyond its alphabet, never half of one', () => {
    expect(hand.encode('a🦊b')).toEqual([4, 3, 5])
    expect(hand.decode([4, 3, 5])).toBe('ab')
  })

  it('never reads a special token out of text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { end, prompt, text: answer } = tokenizer.special
        expect(tokenizer.encode(`${text}<end><prompt>`)).not.toEqual(expect.arrayContaining([end]))
        expect(tokenizer.encode(`${text}<prompt><text>`).some((t) => t === prompt || t === answer)).toBe(
          false,
        )
      }),
    )
  })

  it('wraps a prompt', () => {
    expect(hand.encodePrompt('ab')).toEqual([1, 6, 2])
  })
})
