import { isSubnetkitError } from '@subnetkit/core'
import { type LanguageModel, stopFilter } from '@subnetkit/models'
import { protocolErrors } from '@subnetkit/protocol'
import type { Completion, Prompt } from '../contract.ts'
import { isConsistent } from './is-consistent.ts'
import type { TextEngine, TextVerifier } from './text-engine.ts'

/** Other precisions and processors differ by up to 2e-3; another temperature by 0.4 (both measured). */
const maxLogprobError = 1e-2

/** Generates with a model in a worker thread. */
export function modelEngine(model: LanguageModel): TextEngine {
  return {
    async *generate(request, signal) {
      const promptTokens = promptTokensOf(model, request)
      const { finish } = yield* model.generate({ ...request, signal })
      return { finish, promptTokens }
    },
  }
}

/** Proves an answer in one pass over its tokens: the seed demands every one of them. */
export function modelVerifier(model: LanguageModel): TextVerifier {
  return {
    plain: false,
    async verify(answer) {
      const { request, completion, signal } = answer
      const { tokens, logprobs } = completion
      const proof = await model.verify({ ...request, tokens, logprobs, signal })
      const logprobError = proof.maxLogprobError ?? 0
      const agrees =
        isConsistent(answer) &&
        completion.usage.promptTokens === model.promptTokens(request.messages).length &&
        endsAsSaid(model, request, completion)
      return {
        ok: proof.ok && agrees && logprobError <= maxLogprobError,
        matching: proof.matching,
        logprobError,
      }
    },
  }
}

/** Whether text and finish are what the tokens give. */
function endsAsSaid(
  { tokenizer }: LanguageModel,
  { stop }: Prompt,
  { text, tokens, finish }: Completion,
): boolean {
  const filter = stopFilter(stop)
  const shown = filter.push(tokenizer.decode(tokens))
  const ended = shown.stopped || tokens.at(-1) === tokenizer.special.end
  return text === shown.text + filter.end() && finish === (ended ? 'stop' : 'length')
}

function promptTokensOf(model: LanguageModel, { messages }: Prompt): number {
  try {
    return model.promptTokens(messages).length
  } catch (cause) {
    if (!isSubnetkitError(cause, 'PROMPT_TOO_LONG')) throw cause
    const { tokens, limit } = cause.details
    throw protocolErrors.BODY_INVALID(
      { issues: `messages: ${tokens} tokens, of at most ${limit}` },
      { cause },
    )
  }
}
