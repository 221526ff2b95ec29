import type { NeuronEvent } from '../events.ts'
import type { Log } from '../host.ts'

/** Writes an event as one line: its type is the message, the rest its fields. */
export function logEvent(log: Log, event: NeuronEvent): void {
  const { type, ...fields } = event
  if (type === 'error' || type === 'weights-refused') log.error(fields, type)
  else if (type === 'answer' || type === 'answered') log.debug(fields, type)
  else log.info(fields, type)
}
