import { z } from 'zod'
import type { EngineClient } from './engine-client.ts'

const Ended = z.object({ choices: z.array(z.object({ finish_reason: z.string().nullable() })).min(1) })

/**
 * Whether a token ends a text is nowhere in the APIs, and a model may have several that do. But an engine that is made to
 * choose a token, by a bias that no other can match, says with its finish reason whether that was the end.
 */
export function endTokens(client: EngineClient): {
  /** @throws what `EngineClient.call` throws */
  isEnd(token: number, signal: AbortSignal): Promise<boolean>
  /** Those found so far. */
  readonly known: ReadonlySet<number>
} {
  const [known, others] = [new Set<number>(), new Set<number>()]
  return {
    known,
    async isEnd(token, signal) {
      if (known.has(token)) return true
      if (others.has(token)) return false
      const { choices } = await client.call(
        '/v1/completions',
        Ended,
        {
          model: client.config.model,
          prompt: [token],
          max_tokens: 1,
          temperature: 0,
          logit_bias: { [token]: 100 },
        },
        signal,
      )
      const isEnd = choices[0]!.finish_reason === 'stop'
      const found = isEnd ? known : others
      found.add(token)
      return isEnd
    },
  }
}
