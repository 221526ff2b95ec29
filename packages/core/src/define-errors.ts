import { type ErrorDetails, SubnetkitError } from './subnetkit-error.ts'

/** One entry of a package's error list. `{name}` in either text is filled from the details. */
export interface ErrorEntry {
  readonly message: string
  /** What the reader does next, in one sentence. */
  readonly remedy: string
}

/** Makes an error of one code, its texts filled from the details; a cause is kept. */
export type ErrorFactory = (details?: ErrorDetails, options?: { cause?: unknown }) => SubnetkitError

const fill = (template: string, details: ErrorDetails): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? `{${name}}`))

/**
 * Declares the errors of one package: codes are written once, beside what they say and what to do about them.
 * Never reuse a code for something else; callers test for it.
 *
 * @example
 * ```ts
 * import { defineErrors } from '@subnetkit/core'
 *
 * const errors = defineErrors({
 *   PORT_TAKEN: { message: 'Port {port} is taken.', remedy: 'Stop what uses it, or pass --port with another one.' },
 * })
 * throw errors.PORT_TAKEN({ port: 9944 })
 * ```
 */
export function defineErrors<const T extends Record<string, ErrorEntry>>(
  entries: T,
): { readonly [K in keyof T]: ErrorFactory } & { readonly entries: T } {
  const factories = Object.fromEntries(
    Object.entries(entries).map(([code, entry]) => {
      const factory: ErrorFactory = (details = {}, options = {}) =>
        new SubnetkitError({
          code,
          message: fill(entry.message, details),
          remedy: fill(entry.remedy, details),
          details,
          cause: options.cause,
        })
      return [code, factory]
    }),
  )
  return { ...factories, entries } as { readonly [K in keyof T]: ErrorFactory } & { readonly entries: T }
}
