import type { Character, CharacterWrap } from '@subnetkit/neuron'
import { takeItems } from './check/take-items.ts'
import type { InferRequest } from './wire/infer-request.ts'
import type { InferResponse } from './wire/infer-response.ts'
import type { Tensor } from './wire/tensor.ts'
import { numbersOf } from './wire/values.ts'

/** Routes that work is done for; the others tell what there is, and are answered as ever. */
const isInference = (route: string): boolean => route === 'infer' || route === 'inferVersion'

/** Does the work for another request than the one that was asked, and makes an answer to that one of it. */
const instead =
  (
    change: (asked: InferRequest) => InferRequest,
    mend: (answer: InferResponse, asked: InferRequest) => InferResponse = (answer) => answer,
  ): CharacterWrap =>
  (next) =>
    async function* (call) {
      if (!isInference(call.route)) return yield* next(call)
      const asked = call.request as InferRequest
      const answer = (yield* next({ ...call, request: change(asked) })) as InferResponse
      return mend(answer, asked)
    }

const mapFloats = (tensor: Tensor, change: (value: number) => number): Tensor => {
  if (tensor.datatype !== 'FP32') return tensor
  const values = Float32Array.from(numbersOf(tensor) as ArrayLike<number>, change)
  return { ...tensor, data: new Uint8Array(values.buffer) }
}

const withOutputs = (answer: InferResponse, change: (tensor: Tensor) => Tensor): InferResponse => ({
  ...answer,
  outputs: answer.outputs.map(change),
})

/** The first item as often as there are items. */
const repeated = (tensor: Tensor, items: number): Tensor =>
  takeItems(
    tensor,
    Array.from({ length: items }, () => 0),
  )

/** Local miners of this subnet that misbehave; the general ones are in @subnetkit/characters. */
export const characters: readonly Character[] = [
  {
    name: 'batch-cheat',
    class: 'less work',
    description: 'runs the first item of a batch and gives its outputs for all others too',
    wrap: instead(
      (asked) => ({ ...asked, inputs: asked.inputs.map((tensor) => takeItems(tensor, [0])) }),
      (answer, asked) => withOutputs(answer, (tensor) => repeated(tensor, asked.inputs[0]?.shape[0] ?? 1)),
    ),
  },
  {
    name: 'half-batch',
    class: 'less work',
    description: 'runs the first half of a batch and gives its outputs for the second half again',
    wrap: instead(
      (asked) => {
        const half = Math.ceil((asked.inputs[0]?.shape[0] ?? 1) / 2)
        const items = Array.from({ length: half }, (_, item) => item)
        return { ...asked, inputs: asked.inputs.map((tensor) => takeItems(tensor, items)) }
      },
      (answer, asked) => {
        const items = asked.inputs[0]?.shape[0] ?? 1
        return withOutputs(answer, (tensor) => {
          const made = tensor.shape[0] ?? 1
          return takeItems(
            tensor,
            Array.from({ length: items }, (_, item) => item % made),
          )
        })
      },
    ),
  },
  {
    name: 'rounder',
    class: 'other rule',
    description: 'rounds what the model gives to two decimals, as a cheaper precision would',
    wrap: instead(
      (asked) => asked,
      (answer) =>
        withOutputs(answer, (tensor) => mapFloats(tensor, (value) => Math.round(value * 100) / 100)),
    ),
  },
  {
    name: 'coarse',
    class: 'other rule',
    description: 'looks at its inputs in sixteen shades, as one that keeps them in four bits would',
    wrap: instead((asked) => ({
      ...asked,
      inputs: asked.inputs.map((tensor) => mapFloats(tensor, (value) => Math.round(value * 15) / 15)),
    })),
  },
]
