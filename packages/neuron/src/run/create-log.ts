import type { Writable } from 'node:stream'
import pino from 'pino'
import type { Log } from '../host.ts'

const names: Readonly<Record<number, string>> = { 20: 'debug', 30: 'info', 40: 'WARN', 50: 'ERROR' }

/**
 * A log on pino: a JSON line an entry, or on a terminal a plain one that people read.
 *
 * @param options.base fields that every entry has
 */
export function createLog(options: {
  level: 'debug' | 'info' | 'warn' | 'error'
  base: Readonly<Record<string, unknown>>
  out: Writable & { isTTY?: boolean }
}): Log {
  const { level, base, out } = options
  const write = out.isTTY
    ? (line: string) => out.write(readable(line, Object.keys(base)))
    : (line: string) => out.write(line)
  const logger = pino({ level, base, timestamp: pino.stdTimeFunctions.isoTime }, { write })
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
  }
}

/** `12:00:01 info  round-settled epoch=3 reason=weights-set`; nested values as JSON. */
function readable(line: string, hidden: readonly string[]): string {
  const { time, level, msg, ...fields } = JSON.parse(line) as Record<string, unknown>
  const shown = Object.entries(fields)
    .filter(([name]) => !hidden.includes(name))
    .map(([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
  const clock = String(time).slice(11, 19)
  return `${[clock, (names[Number(level)] ?? '').padEnd(5), msg ?? '', ...shown].join(' ').trimEnd()}\n`
}
