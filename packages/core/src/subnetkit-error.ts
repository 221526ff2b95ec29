const marker = Symbol.for('subnetkit.error')

/** What every error of this project carries, and nothing else that could hold a secret. */
export interface ErrorDetails {
  readonly [name: string]: string | number | bigint | boolean | null | undefined
}

/**
 * The only error that our packages throw on purpose: a stable `code` to test for, a message for people and a
 * `remedy` that says what to do next.
 *
 * @example
 * ```ts fragment
 * import { isSubnetkitError } from '@subnetkit/core'
 *
 * try {
 *   await start()
 * } catch (error) {
 *   if (isSubnetkitError(error, 'PORT_TAKEN')) console.error(error.remedy)
 *   else throw error
 * }
 * ```
 */
export class SubnetkitError extends Error {
  readonly code: string
  readonly remedy: string
  readonly details: ErrorDetails

  constructor(options: {
    code: string
    message: string
    remedy: string
    details?: ErrorDetails
    cause?: unknown
  }) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'SubnetkitError'
    this.code = options.code
    this.remedy = options.remedy
    this.details = options.details ?? {}
    // Not `instanceof`: two copies of this package may meet in one process.
    Object.defineProperty(this, marker, { value: true })
  }
}

/** Whether `error` is ours and, when `code` is given, that very one. */
export function isSubnetkitError(error: unknown, code?: string): error is SubnetkitError {
  if (typeof error !== 'object' || error === null || !(marker in error)) return false
  return code === undefined || ('code' in error && error.code === code)
}
