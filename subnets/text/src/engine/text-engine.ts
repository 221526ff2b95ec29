import type { Random } from '@subnetkit/core'
import type { GeneratedToken } from '@subnetkit/models'
import type { Completion, Prompt, Token } from '../contract.ts'

/** How an answer ended, and how many tokens its question was. */
export interface Ending {
  readonly finish: Completion['finish']
  readonly promptTokens: number
}

/** What a miner makes text with: the subnet's own model, or an engine behind HTTP. */
export interface TextEngine {
  /**
   * Answers token by token. The texts of the tokens together are the answer's, cut before a stop string.
   *
   * @throws BODY_INVALID when the question has too many tokens; anything else stays inside the miner
   */
  generate(request: Prompt, signal: AbortSignal): AsyncGenerator<GeneratedToken, Ending, void>
}

/** An answer as it came over the wire: checked by the schema, otherwise anything that a stranger may send. */
export interface Answer {
  readonly request: Prompt
  readonly events: readonly Token[]
  readonly completion: Completion
  /** For choosing what to look at; nobody can foresee it. */
  readonly random: Random
  readonly signal: AbortSignal
}

/** What was found in an answer. */
export interface Proof {
  /** It is the answer that was asked for: every token looked at, its end, its text, and what was reported of them. */
  readonly ok: boolean
  /** Share of the tokens looked at that are right, 0 … 1. */
  readonly matching: number
  /** Largest difference of a reported logprob to the true one, at most 1000. */
  readonly logprobError: number
}

/** What a validator proves answers with. */
export interface TextVerifier {
  /** Its proof needs the model's plain distribution: questions at temperature 1 without topK and topP. */
  readonly plain: boolean
  /**
   * Proves or refutes. Nothing in an answer makes it throw.
   *
   * @throws what is the validator's own fault: a model or an engine that fails, or the signal's reason
   */
  verify(answer: Answer): Promise<Proof>
}

/** A proof that failed before the model was asked. */
export const refuted: Proof = { ok: false, matching: 0, logprobError: 0 }
