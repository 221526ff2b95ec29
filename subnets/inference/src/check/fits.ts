import type { ServedModel } from '../registry/served-model.ts'
import { datatypeOf } from '../wire/datatype.ts'
import type { Tensor } from '../wire/tensor.ts'

/**
 * Whether outputs are those that the manifest names, with datatypes and shapes that it allows for these inputs. Costs
 * nothing, so it comes before the model runs.
 */
export function outputsFit(
  { manifest }: Pick<ServedModel, 'manifest'>,
  inputs: readonly Tensor[],
  outputs: readonly Tensor[],
): boolean {
  const free = new Map<string, number>()
  for (const { name, shape } of manifest.inputs) {
    const given = inputs.find((input) => input.name === name)
    shape.forEach((size, i) => {
      if (typeof size === 'string' && given?.shape[i] !== undefined) free.set(size, given.shape[i])
    })
  }
  return (
    outputs.length === manifest.outputs.length &&
    manifest.outputs.every(({ name, type, shape }) => {
      const output = outputs.find((each) => each.name === name)
      return (
        output?.datatype === datatypeOf(type) &&
        output.shape.length === shape.length &&
        shape.every((size, i) => {
          const wanted = typeof size === 'string' ? free.get(size) : size
          return wanted === undefined || wanted === output.shape[i]
        })
      )
    })
  )
}
