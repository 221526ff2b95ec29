import { codec } from '@subnetkit/protocol'
import { z } from 'zod'
import {
  binaryType,
  bodyHeaders,
  joinBody,
  jsonType,
  Name,
  orAbsent,
  readTensors,
  splitBody,
  TensorHeads,
  writeTensors,
} from './envelope.ts'
import { limits } from './limits.ts'
import type { Tensor } from './tensor.ts'

/** What one inference gave. */
export interface InferResponse {
  readonly modelName: string
  readonly modelVersion?: string | undefined
  /** The request's, when it had one. */
  readonly id?: string | undefined
  readonly outputs: readonly Tensor[]
}

const Wire = z.object({
  model_name: Name,
  model_version: orAbsent(Name),
  id: orAbsent(z.string().max(limits.nameLength)),
  outputs: TensorHeads,
})

/**
 * The body of an inference's answer, as JSON or with binary tensor data. Infinities and what is no number pass as binary
 * data, since a model may give them; whoever asked has to look.
 */
export const inferResponse = codec<InferResponse>({
  contentType: jsonType,
  contentTypes: [jsonType, binaryType],
  max: limits.responseBytes,
  encode: ({ modelName, modelVersion, id, outputs }) => {
    const head = JSON.stringify({ model_name: modelName, model_version: modelVersion, id })
    return joinBody(`${head.slice(0, -1)},"outputs":${writeTensors(outputs)}}`, outputs)
  },
  headers: ({ outputs }, encoded) => bodyHeaders(outputs, encoded),
  decode: (bytes, headers) => {
    const { json, rest } = splitBody(bytes, headers)
    const { model_name: modelName, model_version: modelVersion, id, outputs } = Wire.parse(json)
    return {
      modelName,
      ...(modelVersion === undefined ? {} : { modelVersion }),
      ...(id === undefined ? {} : { id }),
      outputs: readTensors(outputs, rest, { allowNonFinite: true }),
    }
  },
})
