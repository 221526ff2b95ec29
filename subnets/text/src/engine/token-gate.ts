import { type GeneratedToken, stopFilter } from '@subnetkit/models'
import type { Completion, Prompt } from '../contract.ts'

/** Lets an engine's tokens through as the contract wants them, whatever the engine makes of limits and stop strings. */
export interface TokenGate {
  readonly count: number
  /**
   * @param isEnd whether it is the end token
   * @returns what to hand on, and how the answer has ended with it, if it has
   */
  pass(
    token: GeneratedToken,
    isEnd: boolean,
  ): { shown: GeneratedToken; finish: Completion['finish'] | undefined }
}

/** Stop strings are looked for here and never sent to an engine: which token completes one would be its secret. */
export function tokenGate({ stop, maxTokens }: Pick<Prompt, 'stop' | 'maxTokens'>): TokenGate {
  const filter = stopFilter(stop)
  let count = 0
  return {
    get count() {
      return count
    },
    pass({ token, text, logprob }, isEnd) {
      count += 1
      const step = filter.push(text)
      const ended = isEnd || step.stopped
      const isLast = ended || count >= maxTokens
      const shown = { token, text: step.text + (isLast ? filter.end() : ''), logprob }
      return { shown, finish: ended ? 'stop' : isLast ? 'length' : undefined }
    },
  }
}
