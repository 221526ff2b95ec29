import type { Answer } from './text-engine.ts'

/** Whether all parts of an answer say the same. Costs no model, so it is looked at first. */
export function isConsistent({ request, events, completion }: Answer): boolean {
  const { text, tokens, logprobs, usage } = completion
  return (
    tokens.length > 0 &&
    tokens.length <= request.maxTokens &&
    logprobs.length === tokens.length &&
    events.length === tokens.length &&
    events.every(
      ({ index, token, logprob }, i) => index === i && token === tokens[i] && logprob === logprobs[i],
    ) &&
    events.map((event) => event.text).join('') === text &&
    usage.completionTokens === tokens.length
  )
}
