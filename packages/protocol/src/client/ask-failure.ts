import { isSubnetkitError } from '@subnetkit/core'
import { errors } from 'undici'
import type { Failure, FailureCode } from './answer.ts'
import { StreamFault } from './event-stream.ts'

/** Why one call failed; never leaves this package as an exception. */
export class AskFailure extends Error {
  override readonly name = 'AskFailure'
  readonly failure: FailureCode
  readonly status: number | undefined
  constructor(failure: FailureCode, message: string, status?: number) {
    super(message)
    this.failure = failure
    this.status = status
  }
}

/** Short and printable: it may hold what a miner sent, and ends in logs and terminals. */
const printable = (text: string): string => {
  const shown = text.replace(/[^\x20-\x7e]+/g, ' ').trim()
  return shown.length > 300 ? `${shown.slice(0, 299)}…` : shown
}

const codeOf = (error: unknown): string => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}

const classify = (error: unknown, responded: boolean): AskFailure => {
  if (error instanceof AskFailure) return error
  if (error instanceof StreamFault) {
    return new AskFailure(error.tooLarge ? 'too-large' : 'malformed', error.message)
  }
  if (isSubnetkitError(error, 'ADDRESS_REFUSED')) return new AskFailure('address-refused', error.message)
  if (isSubnetkitError(error)) return new AskFailure('malformed', error.message)
  const code = codeOf(error)
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return new AskFailure('too-large', 'the headers are too large')
  const isHttp = !(error instanceof errors.HTTPParserError || code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH')
  if (!isHttp) return new AskFailure('malformed', 'the response is not HTTP')
  if (code === 'UND_ERR_DESTROYED' || code === 'UND_ERR_CLOSED') {
    return new AskFailure('aborted', 'the client was closed')
  }
  const what = code || (error instanceof Error ? error.message : 'unknown error')
  return responded
    ? new AskFailure('malformed', `the response broke off (${what})`)
    : new AskFailure('unreachable', `no response (${what})`)
}

/** The outcome that stands for whatever was thrown; `responded` says whether a response had begun. */
export function failureOf(error: unknown, responded: boolean): Failure {
  const { failure, message, status } = classify(error, responded)
  return { failure, message: printable(message), ...(status === undefined ? {} : { status }) }
}
