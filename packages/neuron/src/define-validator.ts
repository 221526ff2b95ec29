import type { Random } from '@subnetkit/core'
import type { Contract, Routes } from '@subnetkit/protocol'
import type { Rule } from '@subnetkit/scoring'
import type { z } from 'zod'
import type { AnsweredExchange, Ask, Question } from './exchange.ts'
import type { Host } from './host.ts'
import type { NeuronView } from './neuron-view.ts'

/** How often and how patiently a validator asks. */
export interface Schedule {
  /** Calls of `challenge` per neuron and epoch. */
  readonly questions: number
  /** How long an answer may take, milliseconds. */
  readonly deadlineMs: number
  /** Questions in flight to one neuron at a time; 1 unless said otherwise. */
  readonly concurrency?: number
}

/** What `challenge` may return. */
type Challenge<R extends Routes, Hidden> = Question<R, Hidden> | readonly Question<R, Hidden>[] | undefined

/** A subnet's validator: what to ask, what an answer proves, who deserves what. */
export interface Validator<
  R extends Routes,
  Finding,
  Env = undefined,
  Hidden = undefined,
  Config = undefined,
> {
  /** The subnet's own settings; read from `VALIDATOR_<NAME>` variables and `--set name=value`. */
  readonly config?: z.ZodType<Config>
  /** Runs once before the first question. */
  setup?(host: Host<Config>): Promise<Env> | Env
  readonly schedule: Schedule
  /**
   * Makes one question, several or none; a promise of them when they take work. `random` is known to nobody else and
   * differs per neuron, epoch and question.
   */
  challenge(from: {
    readonly ask: Ask<R>
    readonly random: Random
    readonly neuron: NeuronView
    readonly env: Env
  }): Challenge<R, Hidden> | Promise<Challenge<R, Hidden>>
  /**
   * Gathers the evidence in one answer. Called for answers only: silence and broken answers are counted as failures
   * without it. Returns plain JSON, or undefined when the answer shows nothing, which counts as a failure too.
   */
  verify(of: {
    readonly exchange: AnsweredExchange<R>
    /** What the question hid; undefined for organic traffic. */
    readonly hidden: Hidden | undefined
    readonly neuron: NeuronView
    readonly env: Env
    readonly random: Random
    readonly signal: AbortSignal
  }): Promise<NoInfer<Finding> | undefined> | NoInfer<Finding> | undefined
  /** Judges all neurons of a round at once. Pure. */
  readonly rule: Rule<Finding>
}

/**
 * Declares a validator for a contract; routes, requests, answers and findings infer from it and from the rule.
 *
 * @example
 * ```ts fragment
 * import { defineValidator } from '@subnetkit/neuron'
 * import { contract } from './contract.ts'
 * import { rule } from './rule.ts'
 *
 * export const validator = defineValidator(contract, {
 *   schedule: { questions: 4, deadlineMs: 3_000 },
 *   challenge: ({ ask, random }) => ask('sort', { numbers: [random.integer(9), random.integer(9)] }),
 *   verify: ({ exchange }) => ({ right: exchange.outcome.response.numbers.length === 2 ? 1 : 0 }),
 *   rule,
 * })
 * ```
 */
export function defineValidator<
  R extends Routes,
  Finding,
  Env = undefined,
  Hidden = undefined,
  Config = undefined,
>(
  _contract: Contract<R>,
  validator: Validator<R, Finding, Env, Hidden, Config>,
): Validator<R, Finding, Env, Hidden, Config> {
  return validator
}
