import { isSubnetkitError } from '@subnetkit/core'
import type { ErrorEvent } from './events.ts'

/** Any error as an event; one that is not ours keeps its message and gets the code UNEXPECTED. */
export function errorEvent(error: unknown): ErrorEvent {
  if (isSubnetkitError(error)) {
    return { type: 'error', code: error.code, message: error.message, remedy: error.remedy }
  }
  return {
    type: 'error',
    code: 'UNEXPECTED',
    message: reasonOf(error),
    remedy: 'This is a fault of the program; please report it with the log around it.',
  }
}

/** The text of whatever was thrown, short enough for one line. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.replace(/\s+/g, ' ').slice(0, 300)
}
