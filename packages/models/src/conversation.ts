import { modelErrors } from './errors.ts'
import type { Tokenizer } from './tokenizer.ts'

/** One turn of a conversation. */
export interface Message {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
}

/** A question with what was answered; the last one has no answer yet. */
interface Exchange {
  readonly asked: string[]
  answer?: string
}

/**
 * The tokens that a model of `Tokenizer`'s form is fed to answer a conversation. Every exchange is fed as in training:
 * prompt token, question, text token, answer, end token; the last one stops before its answer. What the system says
 * stands before the question that follows it. When all of it is longer than `limit` tokens, the oldest exchanges are
 * left out, but never the last question and never what the system said before the first.
 *
 * @throws GENERATION_INVALID when the last message is not the user's; PROMPT_TOO_LONG when the last question alone, with
 *   what the system says, is longer than `limit`
 */
export function conversationTokens(
  messages: readonly Message[],
  tokenizer: Tokenizer,
  limit: number,
): number[] {
  if (messages.at(-1)?.role !== 'user') {
    throw modelErrors.GENERATION_INVALID({ option: 'messages', problem: "the last one is not the user's" })
  }
  const system: string[] = []
  const exchanges: Exchange[] = []
  let open: Exchange | undefined
  for (const { role, content } of messages) {
    if (role === 'system' && exchanges.length === 0) {
      system.push(content)
      continue
    }
    if (open === undefined) {
      open = { asked: [] }
      exchanges.push(open)
    }
    if (role === 'assistant') {
      open.answer = content
      open = undefined
    } else open.asked.push(content)
  }
  const encode = (kept: readonly Exchange[]): number[] =>
    kept.flatMap(({ asked, answer }, i) => [
      ...tokenizer.encodePrompt([...(i === 0 ? system : []), ...asked].join(' ')),
      ...(answer === undefined ? [] : [...tokenizer.encode(answer), tokenizer.special.end]),
    ])
  for (let left = 0; ; left++) {
    const tokens = encode(exchanges.slice(left))
    if (tokens.length <= limit) return tokens
    if (left === exchanges.length - 1) {
      throw modelErrors.PROMPT_TOO_LONG({ tokens: tokens.length, limit })
    }
  }
}
