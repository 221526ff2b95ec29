import { modelErrors } from './errors.ts'

/** How the next token is chosen. */
export interface Sampling {
  /** Decides every choice together with the position; at most 256 characters. */
  readonly seed: string
  /** 0.05 … 4; 1 is the model's own distribution, less is bolder towards the likeliest. */
  readonly temperature: number
  /** The most tokens an answer may have, its end token included; the context length limits it further. */
  readonly maxTokens: number
}

export interface GenerateOptions extends Sampling {
  /** Text to answer, or the tokens to go on from as `tokenizer.encodePrompt` makes them. */
  readonly prompt: string | readonly number[]
  /** `seeded` is what `verify` accepts; `greedy` always takes the likeliest token. */
  readonly sampler?: 'seeded' | 'greedy'
  readonly signal?: AbortSignal
}

/** One token as it is generated; the end token has no text. */
export interface GeneratedToken {
  readonly token: number
  readonly text: string
  /** Natural logarithm of its probability at the temperature asked for. */
  readonly logprob: number
}

export interface Generated {
  /** `stop`: the model ended its answer; `length`: it reached maxTokens or the context length. */
  readonly finish: 'stop' | 'length'
}

export interface VerifyOptions extends Sampling {
  readonly prompt: string | readonly number[]
  /** The answer's tokens, end token included; anything that a stranger may send. */
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
  /** It ends with the end token or has as many tokens as allowed, and nothing follows an end token. */
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

/** @throws GENERATION_INVALID */
export function checkSampling({ seed, temperature, maxTokens }: Sampling): void {
  if (typeof seed !== 'string' || seed.length > 256) {
    throw modelErrors.GENERATION_INVALID({ option: 'seed', problem: 'no text of at most 256 characters' })
  }
  if (!(temperature >= 0.05 && temperature <= 4)) {
    throw modelErrors.GENERATION_INVALID({ option: 'temperature', problem: `${temperature} is out of range` })
  }
  if (!Number.isInteger(maxTokens) || maxTokens < 1) {
    throw modelErrors.GENERATION_INVALID({ option: 'maxTokens', problem: `${maxTokens} is no count` })
  }
}
