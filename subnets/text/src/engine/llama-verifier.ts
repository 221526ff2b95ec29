import type { Random } from '@subnetkit/core'
import { isConsistent } from './is-consistent.ts'
import { engineSeed, holdsCandidate, topKOf } from './llama-sampling.ts'
import { type LlamaServer, longestStep } from './llama-server.ts'
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
      const leave = await server.enter(signal)
      try {
        for (const at of chosen) {
          const before = [...prompt, ...tokens.slice(0, at)]
          const listed = await server.candidates(
            before,
            topKOf(request),
            at === 0 ? 'afresh' : 'cache',
            signal,
          )
          if (holdsCandidate(listed, tokens[at]!, draws[at]!, request)) right += 1
          const found = listed.find(({ token }) => token === tokens[at])
          const error = reportedError(logprobs[at]!, found?.logprob ?? Number.NEGATIVE_INFINITY)
          logprobError = Math.max(logprobError, error)
        }
      } finally {
        leave()
      }
      return {
        ok: right === chosen.length && logprobError <= maxLogprobError,
        matching: right / chosen.length,
        logprobError,
      }
    },
  }
}

/**
 * Positions to look at, rising: the first, where the server reads the prompt; the last, which claims that the answer is
 * whole; others at random; and where two are too far apart, some between them.
 */
function choose(length: number, random: Random): number[] {
  const inner = random.shuffle(Array.from({ length: Math.max(0, length - 2) }, (_, i) => i + 1))
  const drawn = new Set([0, length - 1, ...inner.slice(0, positions - 2)])
  const chosen: number[] = []
  for (const at of [...drawn].sort((a, b) => a - b)) {
    for (let last = chosen.at(-1) ?? at; at - last > longestStep; last += longestStep) {
      chosen.push(last + longestStep)
    }
    chosen.push(at)
  }
  return chosen
}

async function hasEnded(server: LlamaServer, prompt: readonly number[], answer: Answer): Promise<boolean> {
  const { tokens, finish } = answer.completion
  const last = tokens.at(-1)!
  if (tokens.slice(0, -1).some((token) => server.ends.known.has(token))) return false
  const isEnd = finish === 'stop' ? await server.ends.isEnd(last, answer.signal) : server.ends.known.has(last)
  const textOf = (of: readonly number[]) => server.answerText(prompt, of, answer.signal)
  return textAgrees({ answer, isEnd, textOf })
}
