import { startDeadline } from '@subnetkit/core'
import { inferenceErrors } from '../errors.ts'

/** One call to an inference server. */
export interface EngineCall {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  /** Until the whole answer is there. */
  readonly timeoutMs: number
  /** Of the answer's body. */
  readonly maxBytes: number
  readonly signal: AbortSignal
}

export interface EngineAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/**
 * Calls an inference server: within its time, no redirects (they could lead anywhere), no more bytes than may be.
 *
 * @throws ENGINE_UNREACHABLE, or the signal's reason
 */
export async function callEngine(call: EngineCall): Promise<EngineAnswer> {
  const { url, method, headers = {}, body, timeoutMs, maxBytes } = call
  const deadline = startDeadline(timeoutMs, call.signal)
  try {
    call.signal.throwIfAborted()
    const options = { method, headers, signal: deadline.signal, redirect: 'error' as const }
    // A copy on memory that is certainly not shared, as fetch wants it.
    const answer = await fetch(url, body === undefined ? options : { ...options, body: new Uint8Array(body) })
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of answer.body ?? []) {
      size += chunk.length
      if (size > maxBytes) throw new Error(`more than ${maxBytes} bytes`)
      chunks.push(chunk)
    }
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: new Uint8Array(Buffer.concat(chunks)),
    }
  } catch (cause) {
    call.signal.throwIfAborted()
    throw inferenceErrors.ENGINE_UNREACHABLE({ url, reason: reasonOf(cause) }, { cause })
  } finally {
    deadline.end()
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // fetch hides the reason one level down.
  return (error.cause instanceof Error ? error.cause.message : error.message).slice(0, 200)
}

/** What a server says of an error: `{ error }` of the protocol, or `{ detail }` of FastAPI. */
export function complaintOf({ status, body }: EngineAnswer): string {
  const text = Buffer.from(body.subarray(0, 2_000)).toString()
  try {
    const { error, detail } = JSON.parse(text) as { error?: unknown; detail?: unknown }
    const said = error ?? detail
    if (said !== undefined)
      return `${status} ${typeof said === 'string' ? said : JSON.stringify(said)}`.slice(0, 300)
  } catch {
    // Not every server answers with JSON.
  }
  return `${status} ${text}`.trim().slice(0, 300)
}
