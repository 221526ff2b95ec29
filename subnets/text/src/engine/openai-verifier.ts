import { isConsistent } from './is-consistent.ts'
import { logprobEvidence } from './logprob-evidence.ts'
import type { OpenaiServer } from './openai-server.ts'
import { reportedError } from './reported-error.ts'
import { textAgrees } from './text-agrees.ts'
import { refuted, type TextVerifier } from './text-engine.ts'

/** Honest answers have 0.989 on average, 8 bits 0.985, 4 bits 0.90 (measured with a model of 4 bits). */
const leastLikeness = 0.97

/** Standard deviations; an honest answer is beyond them once in 16,000. */
const mostDeviations = 4

/**
 * Judges answers of engines whose sampler nobody can replay, by their log-probabilities: the model, the end and the text
 * are checked, the seed is not.
 */
export function openaiVerifier(server: OpenaiServer): TextVerifier {
  return {
    plain: true,
    async verify(answer) {
      const { request, completion, signal } = answer
      const { tokens, logprobs, usage, finish } = completion
      if (!isConsistent(answer)) return refuted
      const prompt = await server.promptTokens(request.messages, signal)
      if (usage.promptTokens !== prompt.length) return refuted
      const { ends } = server
      if (tokens.slice(0, -1).some((token) => ends.known.has(token))) return refuted
      const last = tokens.at(-1)!
      const isEnd = finish === 'stop' ? await ends.isEnd(last, signal) : ends.known.has(last)
      const textOf = (of: readonly number[]) => server.textOf(of, signal)
      if (!(await textAgrees({ answer, isEnd, textOf }))) return refuted

      const scored = await server.score(prompt, tokens, signal)
      const { likeness, greed, caution } = logprobEvidence(scored, logprobs)
      const isPlain = request.temperature === 1 && request.topK === undefined && request.topP === undefined
      const isDrawn = !isPlain || Math.max(Math.abs(greed), Math.abs(caution)) <= mostDeviations
      const off = scored.map(({ logprob }, i) => reportedError(logprobs[i]!, logprob))
      return {
        ok: likeness >= leastLikeness && isDrawn,
        matching: Math.max(0, likeness),
        logprobError: Math.max(...off),
      }
    },
  }
}
