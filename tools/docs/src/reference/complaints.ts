import { Logger, LogLevel } from 'typedoc'

/** Keeps what TypeDoc warns of, instead of printing it. */
export class Complaints extends Logger {
  readonly list: string[] = []

  override log(message: string, level: LogLevel): void {
    if (level >= LogLevel.Warn) this.list.push(message)
  }
}
