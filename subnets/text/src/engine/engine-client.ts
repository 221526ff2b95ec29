import { startDeadline } from '@subnetkit/core'
import { createParser } from 'eventsource-parser'
import { z } from 'zod'
import { textErrors } from '../errors.ts'
import type { EngineConfig } from './engine-config.ts'

/** Calls an engine's HTTP API: deadlines, caps on what it may send, no redirects. */
export interface EngineClient {
  readonly config: EngineConfig
  /**
   * One call; the answer is parsed by `schema`.
   *
   * @param body a POST of this as JSON, or undefined for a GET
   * @throws ENGINE_UNREACHABLE, ENGINE_REFUSED, ENGINE_BROKEN, or the signal's reason
   */
  call<S extends z.ZodType>(path: string, schema: S, body: unknown, signal: AbortSignal): Promise<z.output<S>>
  /**
   * One streamed call: every event, parsed. Leaving the iteration hangs up, so that the engine stops.
   *
   * @throws ENGINE_UNREACHABLE, ENGINE_REFUSED, ENGINE_BROKEN, or the signal's reason
   */
  stream<S extends z.ZodType>(
    path: string,
    schema: S,
    body: unknown,
    signal: AbortSignal,
  ): AsyncGenerator<z.output<S>, void, void>
}

export interface EngineLimits {
  /** The longest that one call may take, streamed or not. */
  readonly seconds: number
  /** The most that one answer may have. */
  readonly bytes: number
}

const defaults: EngineLimits = { seconds: 120, bytes: 8 * 1024 ** 2 }

/** The shapes that errors come in: OpenAI's, one text, FastAPI's, vLLM's old one. `code` may be a number. */
const Refusal = z.union([
  z.object({ error: z.object({ message: z.string(), type: z.unknown(), code: z.unknown() }).partial() }),
  z.object({ error: z.string() }).transform(({ error }) => ({ error: { message: error } })),
  z.object({ message: z.string() }).transform((error) => ({ error })),
  z
    .object({ detail: z.unknown() })
    .transform(({ detail }) => ({ error: { message: JSON.stringify(detail) } })),
])

const short = (text: string): string => text.slice(0, 300)

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const refusalOf = (text: string): string | undefined => {
  const { data } = Refusal.safeParse(parsed(text))
  if (!data) return undefined
  const { message, type, code } = data.error as { message?: string; type?: unknown; code?: unknown }
  return short([type, code, message].filter((part) => typeof part === 'string').join(': '))
}

/** @throws ENGINE_KEY_MISSING */
export function engineClient(
  config: EngineConfig,
  limits: Partial<EngineLimits> = {},
  env: Readonly<Record<string, string | undefined>> = process.env,
): EngineClient {
  const { seconds, bytes: maxBytes } = { ...defaults, ...limits }
  const { apiKeyEnv, url } = config
  const key = apiKeyEnv === undefined ? undefined : env[apiKeyEnv]
  if (apiKeyEnv !== undefined && !key) throw textErrors.ENGINE_KEY_MISSING({ name: apiKeyEnv })
  const base = url.replace(/\/+$/, '')
  // An address may carry a password.
  const shown = new URL(url).origin
  const headers = {
    'content-type': 'application/json',
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
  }

  /** Hands over every chunk; what goes wrong on the way gets a code. */
  async function* chunksOf(
    path: string,
    body: unknown,
    signal: AbortSignal,
  ): AsyncGenerator<string, void, void> {
    const deadline = startDeadline(seconds * 1_000, signal)
    const utf8 = new TextDecoder()
    try {
      const response = await fetch(`${base}${path}`, {
        headers,
        redirect: 'manual',
        signal: deadline.signal,
        ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      })
      let [text, received] = ['', 0]
      for await (const chunk of response.body ?? []) {
        received += chunk.length
        if (received > maxBytes)
          throw textErrors.ENGINE_BROKEN({ path, reason: `more than ${maxBytes} bytes` })
        const piece = utf8.decode(chunk, { stream: true })
        if (response.ok) yield piece
        else text += piece
      }
      if (!response.ok) {
        const { status } = response
        throw textErrors.ENGINE_REFUSED({ path, status, reason: refusalOf(text) ?? 'without a reason' })
      }
    } catch (cause) {
      signal.throwIfAborted()
      if (cause instanceof Error && 'remedy' in cause) throw cause
      const reason = deadline.isLate ? `not within ${seconds} s` : reasonOf(cause)
      throw textErrors.ENGINE_UNREACHABLE({ url: shown, reason }, { cause })
    } finally {
      deadline.end()
    }
  }

  const fitting = <S extends z.ZodType>(path: string, schema: S, text: string): z.output<S> => {
    const json = parsed(text)
    if (json === undefined) throw textErrors.ENGINE_BROKEN({ path, reason: 'it is not JSON' })
    const result = schema.safeParse(json)
    if (result.success) return result.data
    const issue = result.error.issues[0]
    const reason = refusalOf(text) ?? `${issue?.path.join('.')}: ${issue?.message}`
    throw textErrors.ENGINE_BROKEN({ path, reason: short(reason) })
  }

  return {
    config,
    async call(path, schema, body, signal) {
      let text = ''
      for await (const chunk of chunksOf(path, body, signal)) text += chunk
      return fitting(path, schema, text)
    },
    async *stream(path, schema, body, signal) {
      const events: string[] = []
      const parser = createParser({ onEvent: ({ data }) => events.push(data) })
      for await (const chunk of chunksOf(path, body, signal)) {
        parser.feed(chunk)
        for (const data of events.splice(0)) {
          // What keeps the connection open after this would hold up the answer.
          if (data === '[DONE]') return
          yield fitting(path, schema, data)
        }
      }
    },
  }
}

/** fetch says "fetch failed"; why is in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'it failed'
  return short(error.cause instanceof Error ? error.cause.message || error.message : error.message)
}
