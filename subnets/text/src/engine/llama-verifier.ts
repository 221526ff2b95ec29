import type { Random } from '@subnetkit/core'
import { isConsistent } from './is-consistent.ts'
import { engineSeed, holdsCandidate, topKOf } from './llama-sampling.ts'
import type { LlamaServer } from './llama-server.ts'
import { mersenneDraws } from './mersenne-twister.ts'
import { reportedError } from './reported-error.ts'
import { textAgrees } from './text-agrees.ts'
import { type Answer, refuted, type TextVerifier } from './text-engine.ts'

/** How many tokens of an answer are looked at: a fifth of them wrong is found in 97 of 100 answers. */
const positions = 16

/** Honest reports are off by at most 2e-5; those of weights in 8 bits by 7e-2 on average (both measured). */
const maxLogprobError = 1e-2

/**
 * Proves answers by replay: at random positions a llama-server of the validator's, of the same build and with the same
 * weights, lists the likeliest tokens, and the draw that the request's seed gives there must select the answer's token.
 */
export function llamaVerifier(server: LlamaServer): TextVerifier {
  return {
    plain: false,
    async verify(answer) {
      const { request, completion, random, signal } = answer
      const { tokens, logprobs, usage } = completion
      if (!isConsistent(answer) || tokens.some((token) => token >= server.vocabulary)) return refuted
      const prompt = await server.promptTokens(request.messages, signal)
      const fits = prompt.length + request.maxTokens <= server.contextLength
      if (!fits || usage.promptTokens !== prompt.length) return refuted
      if (!(await hasEnded(server, prompt, answer))) return refuted

      const draws = mersenneDraws(engineSeed(request.seed), tokens.length)
      const chosen = choose(tokens.length, random)
      let [right, logprobError] = [0, 0]
      // In rising order, so that the server's cache of the prompt serves every one.
      for (const at of chosen) {
        const before = [...prompt, ...tokens.slice(0, at)]
        const listed = await server.candidates(before, topKOf(request), signal)
        if (holdsCandidate(listed, tokens[at]!, draws[at]!, request)) right += 1
        const found = listed.find(({ token }) => token === tokens[at])
        const error = reportedError(logprobs[at]!, found?.logprob ?? Number.NEGATIVE_INFINITY)
        logprobError = Math.max(logprobError, error)
      }
      return {
        ok: right === chosen.length && logprobError <= maxLogprobError,
        matching: right / chosen.length,
        logprobError,
      }
    },
  }
}

/** The last token, which claims that the answer is whole, and others at random; in rising order. */
function choose(length: number, random: Random): number[] {
  const others = random.shuffle(Array.from({ length: length - 1 }, (_, i) => i))
  return [...others.slice(0, positions - 1), length - 1].sort((a, b) => a - b)
}

async function hasEnded(server: LlamaServer, prompt: readonly number[], answer: Answer): Promise<boolean> {
  const { tokens, finish } = answer.completion
  const last = tokens.at(-1)!
  if (tokens.slice(0, -1).some((token) => server.ends.known.has(token))) return false
  const isEnd = finish === 'stop' ? await server.ends.isEnd(last, answer.signal) : server.ends.known.has(last)
  const textOf = (of: readonly number[]) => server.answerText(prompt, of, answer.signal)
  return textAgrees({ answer, isEnd, textOf })
}
