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

/** An output that is asked for. */
export interface WantedOutput {
  readonly name: string
  /** Whether as binary data; as `binaryOutputs` says when not given. */
  readonly binary?: boolean | undefined
}

/** What one inference is asked with. */
export interface InferRequest {
  /** Comes back with the answer. */
  readonly id?: string | undefined
  readonly inputs: readonly Tensor[]
  /** All outputs when not given or empty. */
  readonly outputs?: readonly WantedOutput[] | undefined
  /** Whether outputs come as binary data unless they say otherwise. */
  readonly binaryOutputs: boolean
}

const Wire = z.object({
  id: orAbsent(z.string().max(limits.nameLength)),
  parameters: orAbsent(z.object({ binary_data_output: orAbsent(z.boolean()) })),
  inputs: TensorHeads,
  outputs: orAbsent(
    z
      .array(
        z.object({
          name: Name,
          parameters: orAbsent(z.object({ binary_data: orAbsent(z.boolean()) })),
        }),
      )
      .max(limits.tensors),
  ),
})

/** The body of an inference request, as JSON or with binary tensor data. */
export const inferRequest = codec<InferRequest>({
  contentType: jsonType,
  contentTypes: [jsonType, binaryType],
  max: limits.requestBytes,
  encode: ({ id, inputs, outputs, binaryOutputs }) => {
    const rest = JSON.stringify({
      id,
      parameters: binaryOutputs ? { binary_data_output: true } : undefined,
      outputs: outputs?.map(({ name, binary }) => ({
        name,
        parameters: binary === undefined ? undefined : { binary_data: binary },
      })),
    })
    const more = rest === '{}' ? '' : `,${rest.slice(1, -1)}`
    return joinBody(`{"inputs":${writeTensors(inputs)}${more}}`, inputs)
  },
  headers: ({ inputs }, encoded) => bodyHeaders(inputs, encoded),
  decode: (bytes, headers) => {
    const { json, rest } = splitBody(bytes, headers)
    const { id, parameters, inputs, outputs } = Wire.parse(json)
    return {
      ...(id === undefined ? {} : { id }),
      inputs: readTensors(inputs, rest, { allowNonFinite: false }),
      ...(outputs === undefined
        ? {}
        : { outputs: outputs.map(({ name, parameters: own }) => ({ name, binary: own?.binary_data })) }),
      binaryOutputs: parameters?.binary_data_output ?? false,
    }
  },
})
