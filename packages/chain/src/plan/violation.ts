import { remedyFor } from '../submit/remedies.ts'

/** A rule of the chain that a call would break. */
export interface Violation {
  /** The name that the chain's own error would have, for example `SettingWeightsTooFast`. */
  readonly name: string
  /** What exactly is in the way, with the numbers. */
  readonly message: string
  /** What to do about it. */
  readonly remedy: string
}

/** A violation with the remedy of its name, or a more exact one. */
export const violation = (name: string, message: string, remedy = remedyFor(name)): Violation => ({
  name,
  message,
  remedy,
})

/** What a check of an intent against one block found. */
export interface Findings {
  readonly violations: readonly Violation[]
  readonly warnings: readonly string[]
}
