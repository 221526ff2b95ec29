import { isSubnetkitError } from '@subnetkit/core'
import { reportError } from '../report-error.ts'
import type { Terminal } from './ask-secret.ts'

/** What a command talks to: `result` is standard output, the terminal's output standard error. */
export interface WalletIo extends Terminal {
  readonly result: NodeJS.WritableStream
}

export const processIo: WalletIo = { input: process.stdin, output: process.stderr, result: process.stdout }

/** A command's result in both forms. */
export interface WalletAnswer {
  readonly json: object
  readonly text: string
}

/**
 * Prints the result of `work`, as one JSON document or as text. With `json`, a refusal is a document too,
 * `{ error, code, message }`, and the exit code says that it is one.
 */
export async function answer(
  io: WalletIo,
  json: boolean | undefined,
  work: () => Promise<WalletAnswer>,
): Promise<void> {
  try {
    const done = await work()
    io.result.write(`${json ? JSON.stringify(done.json) : done.text}\n`)
  } catch (error) {
    if (!json || !isSubnetkitError(error)) throw error
    const { code, message } = error
    io.result.write(`${JSON.stringify({ error: 'refused', code, message })}\n`)
    process.exitCode = reportError(error)
  }
}
