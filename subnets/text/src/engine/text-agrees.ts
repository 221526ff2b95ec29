import { stopFilter } from '@subnetkit/models'
import type { Answer } from './text-engine.ts'

/**
 * Whether an answer's text is its tokens', cut before the first stop string, and whether it is whole: it ends with the
 * end token, with the token that completes a stop string, or after as many tokens as were asked for.
 *
 * @param options.isEnd whether the last token is an end token
 * @param options.textOf the text of tokens, a character that is cut off left out
 */
export async function textAgrees(options: {
  answer: Answer
  isEnd: boolean
  textOf: (tokens: readonly number[]) => Promise<string>
}): Promise<boolean> {
  const { answer, isEnd, textOf } = options
  const { text, tokens, finish } = answer.completion
  const { stop, maxTokens } = answer.request
  const shorter = await textOf(tokens.slice(0, -1))
  if (stop.some((each) => shorter.includes(each))) return false
  const filter = stopFilter(stop)
  const shown = filter.push(isEnd ? shorter : await textOf(tokens))
  const whole = isEnd || shown.stopped
  if (finish !== (whole ? 'stop' : 'length')) return false
  if (!whole && tokens.length !== maxTokens) return false
  return text === shown.text + filter.end()
}
