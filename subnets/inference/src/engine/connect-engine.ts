import { randomUUID } from 'node:crypto'
import { isSubnetkitError } from '@subnetkit/core'
import { z } from 'zod'
import type { Engine } from '../config.ts'
import { inferenceErrors } from '../errors.ts'
import { metadataOf, type ServedModel } from '../registry/served-model.ts'
import type { Runner } from '../run/runner.ts'
import { datatypes } from '../wire/datatype.ts'
import { jsonType } from '../wire/envelope.ts'
import { inferRequest } from '../wire/infer-request.ts'
import { type InferResponse, inferResponse } from '../wire/infer-response.ts'
import { limits } from '../wire/limits.ts'
import { callEngine, complaintOf, type EngineAnswer } from './http.ts'

/** An inference server of the Open Inference Protocol: Triton, MLServer, KServe and others. */
export interface ConnectedEngine {
  /**
   * A runner of a model, once the server says that it has it with these inputs and outputs.
   *
   * @throws ENGINE_UNREACHABLE, ENGINE_MISMATCH
   */
  runner(model: ServedModel): Promise<Runner>
}

const metadataBytes = 262_144
const setupMs = 10_000

const TensorMetadata = z.object({ name: z.string(), datatype: z.enum(datatypes), shape: z.array(z.number()) })
const Metadata = z.object({ inputs: z.array(TensorMetadata), outputs: z.array(TensorMetadata) })
const Server = z.object({ extensions: z.array(z.string()).nullish() })

/**
 * Connects to an inference server. Binary tensor data are used only where it lists them: some servers take them without
 * saying so, others fail.
 *
 * @param signal ends whatever is under way
 * @throws ENGINE_UNREACHABLE
 */
export async function connectEngine(engine: Engine, signal: AbortSignal): Promise<ConnectedEngine> {
  const base = engine.url.replace(/\/+$/, '')
  const read = (url: string) =>
    callEngine({ url, method: 'GET', timeoutMs: setupMs, maxBytes: metadataBytes, signal })
  const server = Server.safeParse(jsonOf(await read(`${base}/v2`)))
  const binary = server.data?.extensions?.includes('binary_tensor_data') ?? false

  return {
    async runner(served) {
      const name = engine.names[served.entry.id] ?? served.entry.id
      const model = `${base}/v2/models/${encodeURIComponent(name)}`
      assertSame(served, await read(model), { url: base, name })
      return async (inputs, stop) => {
        const request = {
          // Some servers fail without one.
          id: randomUUID(),
          inputs: inputs.map((tensor) => ({ ...tensor, binary })),
          outputs: served.manifest.outputs.map((output) => ({
            name: output.name,
            binary: binary || undefined,
          })),
          binaryOutputs: binary,
        }
        const body = inferRequest.encode(request)
        const answer = await callEngine({
          url: `${model}/infer`,
          method: 'POST',
          headers: { 'content-type': jsonType, ...inferRequest.headers?.(request, body) },
          body,
          timeoutMs: engine.timeoutMs,
          maxBytes: limits.responseBytes,
          signal: stop,
        })
        return outputsOf(served, answer, base)
      }
    },
  }
}

function jsonOf({ body }: EngineAnswer): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString())
  } catch {
    return undefined
  }
}

/** The same names and datatypes, and shapes that differ only where one side leaves a dimension open. */
function assertSame(
  served: ServedModel,
  answer: EngineAnswer,
  { url, name }: { url: string; name: string },
): void {
  const refuse = (problem: string) => inferenceErrors.ENGINE_MISMATCH({ url, model: name, problem })
  if (answer.status !== 200) throw refuse(complaintOf(answer))
  const read = Metadata.safeParse(jsonOf(answer))
  if (!read.success) throw refuse('its metadata do not follow the protocol')
  const ours = metadataOf(served, [])
  for (const kind of ['inputs', 'outputs'] as const) {
    for (const { name: tensor, datatype, shape } of ours[kind]) {
      const theirs = read.data[kind].find((other) => other.name === tensor)
      if (!theirs) throw refuse(`it has no ${tensor} among its ${kind}`)
      if (theirs.datatype !== datatype) throw refuse(`${tensor} is ${theirs.datatype}, not ${datatype}`)
      const fits =
        theirs.shape.length === shape.length &&
        theirs.shape.every((size, i) => size === shape[i] || size === -1 || shape[i] === -1)
      if (!fits) throw refuse(`${tensor} has the shape [${theirs.shape}], not [${shape}]`)
    }
    const extra = read.data[kind].find((other) => ours[kind].every(({ name: own }) => own !== other.name))
    if (extra && kind === 'inputs')
      throw refuse(`it wants an input ${extra.name}, which the manifest has not`)
  }
}

function outputsOf(served: ServedModel, answer: EngineAnswer, url: string): InferResponse['outputs'] {
  const refuse = (reason: string, cause?: unknown) =>
    inferenceErrors.ENGINE_FAILED(
      { url, model: served.entry.id, reason },
      cause === undefined ? {} : { cause },
    )
  if (answer.status !== 200) throw refuse(complaintOf(answer))
  let response: InferResponse
  try {
    response = inferResponse.decode(answer.body, answer.headers)
  } catch (cause) {
    throw refuse(isSubnetkitError(cause) ? cause.message : String(cause), cause)
  }
  return served.manifest.outputs.map(({ name }) => {
    const output = response.outputs.find((each) => each.name === name)
    if (!output) throw refuse(`the output ${name} is missing`)
    return output
  })
}
