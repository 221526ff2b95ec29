import type { Hotkey } from '@subnetkit/core'
import type { RequestOf, Routes } from '@subnetkit/protocol'
import type { Failure, Success, Timing } from '@subnetkit/protocol/client'

/** One question and what became of it, whoever asked it. */
export type Exchange<R extends Routes> = {
  [K in keyof R & string]: ExchangeOn<R, K, Success<R[K]> | Failure>
}[keyof R & string]

/** An exchange that was answered: what `verify` gets. */
export type AnsweredExchange<R extends Routes> = {
  [K in keyof R & string]: ExchangeOn<R, K, Success<R[K]>>
}[keyof R & string]

interface ExchangeOn<R extends Routes, K extends keyof R & string, Outcome> {
  readonly id: string
  readonly source: 'synthetic' | 'organic'
  readonly hotkey: Hotkey
  readonly registeredAt: number
  readonly route: K
  readonly request: RequestOf<R[K]>
  readonly outcome: Outcome
  readonly timing: Timing
}

/** What a validator wants to ask: made by `ask`, carried to `verify` with what it hides. */
export interface Question<R extends Routes, Hidden> {
  readonly route: string
  readonly request: unknown
  readonly params?: Readonly<Record<string, string>>
  readonly hidden: Hidden
  /** Types only: which contract the question is of. */
  readonly contract?: R
}

/** Makes a question to one route; `hidden` stays with the validator and comes back in `verify`. */
export type Ask<R extends Routes> = <K extends keyof R & string, Hidden = undefined>(
  route: K,
  request: RequestOf<R[K]>,
  hidden?: Hidden,
  params?: Readonly<Record<string, string>>,
) => Question<R, Hidden>
