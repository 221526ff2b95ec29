import type { Models } from '@subnetkit/models'

/** Where a neuron writes what it does. pino fits; so does `console` behind two lines. */
export interface Log {
  debug(fields: object, message?: string): void
  info(fields: object, message?: string): void
  warn(fields: object, message?: string): void
  error(fields: object, message?: string): void
}

/** A log that keeps nothing, the default of a neuron in somebody else's process. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} }

/** What a subnet's `setup` is given by the process that runs it. */
export interface Host<Config = undefined> {
  /** ONNX models in worker threads, loaded once a process. */
  readonly models: Models
  /** The subnet's own configuration, already checked by its schema. */
  readonly config: Config
  readonly log: Log
  /** Aborts when the neuron stops. */
  readonly signal: AbortSignal
}
