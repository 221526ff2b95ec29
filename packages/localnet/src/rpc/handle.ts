import { isSubnetkitError } from '@subnetkit/core'
import type { Methods } from './method.ts'
import { invalidRequest, methodNotFound, parseError, RpcError } from './rpc-error.ts'
import type { Session } from './session.ts'

const maxBatch = 100

type Id = string | number | null

const failed = (id: Id, error: RpcError) => ({
  jsonrpc: '2.0',
  id,
  error: {
    code: error.code,
    message: error.message,
    ...(error.data === undefined ? {} : { data: error.data }),
  },
})

/** Errors of ours as JSON-RPC errors; the texts are those of a Substrate node where clients match on them. */
function toRpcError(error: unknown): RpcError {
  if (error instanceof RpcError) return error
  if (isSubnetkitError(error)) {
    if (error.code === 'BLOCK_UNKNOWN' || error.code === 'STATE_DISCARDED') {
      return new RpcError(4003, `Client error: ${error.message}`)
    }
    if (error.code === 'RUNTIME_METHOD_UNKNOWN') {
      return new RpcError(4003, `Client error: Execution failed: Other: ${error.message}`, error.remedy)
    }
    return new RpcError(-32000, error.message, error.remedy)
  }
  return new RpcError(-32603, 'Internal error', error instanceof Error ? error.message : String(error))
}

async function answerOne(request: unknown, methods: Methods, session: Session): Promise<object | undefined> {
  if (typeof request !== 'object' || request === null || Array.isArray(request)) {
    return failed(null, invalidRequest())
  }
  const { id, method, params } = request as { id?: Id; method?: unknown; params?: unknown }
  if (typeof method !== 'string') return failed(id ?? null, invalidRequest())
  const isNotification = !('id' in request)
  const found = Object.hasOwn(methods, method) ? methods[method] : undefined
  try {
    if (!found) throw methodNotFound()
    const result = await found(Array.isArray(params) ? params : [], session)
    return isNotification ? undefined : { jsonrpc: '2.0', id: id ?? null, result: result ?? null }
  } catch (error) {
    return isNotification ? undefined : failed(id ?? null, toRpcError(error))
  }
}

/** Answers a JSON-RPC message, single or batch; undefined when nothing is to be sent. */
export async function handleMessage(
  text: string,
  methods: Methods,
  session: Session,
): Promise<string | undefined> {
  let message: unknown
  try {
    message = JSON.parse(text)
  } catch {
    return JSON.stringify(failed(null, parseError()))
  }
  if (!Array.isArray(message)) {
    const answer = await answerOne(message, methods, session)
    return answer && JSON.stringify(answer)
  }
  if (message.length === 0) return JSON.stringify(failed(null, invalidRequest()))
  if (message.length > maxBatch) {
    return JSON.stringify(
      failed(
        null,
        new RpcError(-32010, 'The batch request was too large', `Exceeded max limit of ${maxBatch}`),
      ),
    )
  }
  const answers = []
  for (const request of message) {
    const answer = await answerOne(request, methods, session)
    if (answer) answers.push(answer)
  }
  return answers.length > 0 ? JSON.stringify(answers) : undefined
}
