import type { Message } from './conversation.ts'
import { modelErrors } from './errors.ts'
import type { Cut } from './sampling.ts'

/** How the next token is chosen. */
export interface Sampling extends Cut {
  /** Decides every choice together with the position; at most 256 characters. */
  readonly seed: string
  /** 0.05 … 4; 1 is the model's own distribution, less is bolder towards the likeliest. */
  readonly temperature: number
  /** The most tokens an answer may have, its end token included; the context length limits it further. */
  readonly maxTokens: number
  /** Texts that end the answer: it is cut before the first one. At most 16, none empty. */
  readonly stop?: readonly string[] | undefined
}

export interface GenerateOptions extends Sampling {
  /** What to answer: a conversation whose last message is the user's. */
  readonly messages: readonly Message[]
  /** `seeded` is what `verify` accepts; `greedy` always takes the likeliest token. */
  readonly sampler?: 'seeded' | 'greedy'
  readonly signal?: AbortSignal
}

/** One token as it is generated. */
export interface GeneratedToken {
  readonly token: number
  /**
   * What of the text may be shown now. The end token has none of its own, and what may become a stop string waits for the
   * next tokens; all texts together are the answer's.
   */
  readonly text: string
  /** Natural logarithm of its probability at the temperature asked for, among all tokens. */
  readonly logprob: number
}

/** How generating ended. */
export interface Generated {
  /** `stop`: the model ended its answer, or a stop string did; `length`: it reached maxTokens or the context length. */
  readonly finish: 'stop' | 'length'
}

export interface VerifyOptions extends Sampling {
  readonly messages: readonly Message[]
  /** The answer's tokens up to its end token or the one that completes a stop string; anything that a stranger may send. */
  readonly tokens: readonly number[]
  /** What was reported with them, to be compared. */
  readonly logprobs?: readonly number[]
  /** How far a sample may lie outside its token's interval of the cumulative distribution. Default 0.001. */
  readonly tolerance?: number
  readonly signal?: AbortSignal
}

/** What one pass over an answer shows. All numbers are finite. */
export interface Verification {
  /** Every token is the one that the seed demands, and the answer is complete. */
  readonly ok: boolean
  /** It ends with the end token, with a stop string or after as many tokens as allowed, and nothing follows an end. */
  readonly complete: boolean
  /** Share of tokens that the seed demands, 0 … 1. Little below 1 already proves a cheat. */
  readonly matching: number
  /** Position of the first token that the seed does not demand. */
  readonly firstMismatch: number | null
  /** Mean natural logarithm of the tokens' probabilities at the temperature. Not a score: greedy text has the best. */
  readonly meanLogprob: number
  /** Largest difference to a reported logprob, 1000 at most; null when none were given. */
  readonly maxLogprobError: number | null
}

export const defaultTolerance = 1e-3

const maxStops = 16

/** @throws GENERATION_INVALID */
export function checkSampling({ seed, temperature, topK, topP, maxTokens, stop = [] }: Sampling): void {
  const refuse = (option: string, problem: string) => modelErrors.GENERATION_INVALID({ option, problem })
  if (typeof seed !== 'string' || seed.length > 256) {
    throw refuse('seed', 'no text of at most 256 characters')
  }
  if (!(temperature >= 0.05 && temperature <= 4))
    throw refuse('temperature', `${temperature} is out of range`)
  if (!Number.isInteger(maxTokens) || maxTokens < 1) throw refuse('maxTokens', `${maxTokens} is no count`)
  if (topK !== undefined && !(Number.isInteger(topK) && topK >= 1))
    throw refuse('topK', `${topK} is no count`)
  if (topP !== undefined && !(topP > 0 && topP <= 1)) throw refuse('topP', `${topP} is out of range`)
  if (stop.length > maxStops || stop.some((text) => text === '')) {
    throw refuse('stop', `more than ${maxStops} texts, or an empty one`)
  }
}
