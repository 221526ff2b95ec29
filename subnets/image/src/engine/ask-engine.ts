import { startDeadline } from '@subnetkit/core'
import { z } from 'zod'
import type { OpenOrder } from '../contract.ts'
import { imageErrors } from '../errors.ts'
import type { Engine } from './engine.ts'

/** A PNG of 1024 × 1024 pixels that does not compress, in base64, and some. */
const maxAnswerBytes = 8 * 1024 ** 2
const maxErrorBytes = 16 * 1024

const Answer = z.object({ data: z.array(z.object({ b64_json: z.base64().min(1) })).min(1) })
/** What OpenAI and most others say when they refuse. */
const Refusal = z.object({ error: z.union([z.string(), z.object({ message: z.string() })]) })

/**
 * Puts one prompt to the engine and returns the picture's bytes, whatever they are. Follows no redirect: an engine has one
 * address, and the key is for nobody else.
 *
 * @throws ENGINE_UNREACHABLE, ENGINE_REFUSED, ENGINE_SLOW, ENGINE_ANSWER_INVALID, ENGINE_ANSWER_TOO_LARGE, or the signal's reason
 */
export async function askEngine(options: {
  engine: Engine
  apiKey: string | undefined
  order: OpenOrder
  signal?: AbortSignal | undefined
}): Promise<Uint8Array> {
  const { engine, apiKey, order, signal } = options
  const { host } = new URL(engine.url)
  const deadline = startDeadline(engine.seconds * 1_000, signal)
  try {
    signal?.throwIfAborted()
    const response = await fetch(`${engine.url.replace(/\/+$/, '')}/v1/images/generations`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}),
      },
      body: JSON.stringify({
        model: engine.model,
        prompt: order.prompt,
        n: 1,
        size: engine.size ?? `${order.width}x${order.height}`,
        response_format: 'b64_json',
      }),
      redirect: 'manual',
      signal: deadline.signal,
    })
    const isFine = response.status === 200
    const body = await readAtMost(response, isFine ? maxAnswerBytes : maxErrorBytes, host)
    if (!isFine) throw imageErrors.ENGINE_REFUSED({ host, status: response.status, reason: refusalOf(body) })
    return pictureIn(body, host)
  } catch (error) {
    if (error instanceof Error && 'remedy' in error) throw error
    signal?.throwIfAborted()
    if (deadline.isLate) throw imageErrors.ENGINE_SLOW({ host, seconds: engine.seconds }, { cause: error })
    throw imageErrors.ENGINE_UNREACHABLE({ host, reason: reasonOf(error) }, { cause: error })
  } finally {
    deadline.end()
  }
}

async function readAtMost(response: Response, max: number, host: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body ?? []) {
    length += part.length
    // Leaving the loop closes the connection.
    if (length > max) throw imageErrors.ENGINE_ANSWER_TOO_LARGE({ host, max })
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function pictureIn(body: Uint8Array, host: string): Uint8Array {
  const parsed = Answer.safeParse(jsonOf(body))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const reason = `${issue?.path.join('.') || 'the body'}: ${issue?.message ?? 'wrong'}`
    throw imageErrors.ENGINE_ANSWER_INVALID({ host, reason })
  }
  return Buffer.from(parsed.data.data[0]!.b64_json, 'base64')
}

function refusalOf(body: Uint8Array): string {
  const parsed = Refusal.safeParse(jsonOf(body))
  if (!parsed.success) return 'it gave no reason'
  const { error } = parsed.data
  return (typeof error === 'string' ? error : error.message).slice(0, 200)
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}

/** fetch hides why it failed in the cause. */
function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: unknown }
  const inner = cause instanceof Error ? cause : error
  if (!(inner instanceof Error)) return String(inner)
  return inner.message || (inner as { code?: string }).code || inner.name
}
