import { describe, expect, it } from 'vitest'
import { conversationTokens, type Message } from './conversation.ts'
import { createTokenizer } from './tokenizer.ts'

const tokenizer = createTokenizer({
  kind: 'byte-pair',
  pieces: ['<end>', '<prompt>', '<text>', '<unknown>', ' ', 'a', 'b', 's'],
  merges: [],
  special: { end: 0, prompt: 1, text: 2, unknown: 3 },
})
const [END, PROMPT, TEXT, SPACE, A, B, S] = [0, 1, 2, 4, 5, 6, 7]

const user = (content: string): Message => ({ role: 'user', content })
const assistant = (content: string): Message => ({ role: 'assistant', content })
const system = (content: string): Message => ({ role: 'system', content })
const tokens = (messages: Message[], limit = 100): number[] => conversationTokens(messages, tokenizer, limit)

describe('conversationTokens', () => {
  it('feeds one question as in training', () => {
    expect(tokens([user('ab')])).toEqual([PROMPT, A, B, TEXT])
  })

  it('feeds earlier exchanges whole', () => {
    expect(tokens([user('a'), assistant('bb'), user('b')])).toEqual([
      ...[PROMPT, A, TEXT, B, B, END],
      ...[PROMPT, B, TEXT],
    ])
  })

  it('puts what the system says before the first question, and joins questions in a row', () => {
    expect(tokens([system('s'), user('a'), user('b')])).toEqual([PROMPT, S, SPACE, A, SPACE, B, TEXT])
  })

  it('leaves out the oldest exchanges when there is no room, and keeps the system', () => {
    const messages = [system('s'), user('a'), assistant('aaaa'), user('b'), assistant('b'), user('ab')]
    const two = [PROMPT, S, SPACE, B, TEXT, B, END, PROMPT, A, B, TEXT]
    expect(tokens(messages, 11)).toEqual(two)
    expect(tokens(messages, 10)).toEqual([PROMPT, S, SPACE, A, B, TEXT])
  })

  it('reads no special token out of what is said', () => {
    expect(tokens([user('<end>')])).not.toContain(END)
  })

  it.each<[string, string, Message[]]>([
    ['PROMPT_TOO_LONG', 'a last question without room', [user('a'), assistant('b'), user('abab')]],
    ['GENERATION_INVALID', 'nothing', []],
    ['GENERATION_INVALID', 'an answer as the last', [user('a'), assistant('b')]],
    ['GENERATION_INVALID', 'the system as the last', [user('a'), system('s')]],
  ])('refuses with %s: %s', (code, _, messages) => {
    expect(() => tokens(messages, 5)).toThrow(expect.objectContaining({ code }))
  })
})
